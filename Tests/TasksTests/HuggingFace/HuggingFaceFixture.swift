import Foundation

/// What the pipelines of transformers made of recorded logits.
func huggingFaceFixture<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let file = URL(filePath: #filePath).appending(path: "../../Fixtures/HuggingFace/\(name)")
    .standardizedFileURL
  return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// Whether two strings are the same bytes; Swift's `==` takes composed and decomposed letters for equal.
func sameBytes(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
