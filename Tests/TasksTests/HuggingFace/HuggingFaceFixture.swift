import Foundation
import TestSupport

/// What the pipelines of transformers made of recorded logits.
func huggingFaceFixture<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let file = Repository.fixtures("TasksTests").appending(path: "HuggingFace/\(name)")
  return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}
