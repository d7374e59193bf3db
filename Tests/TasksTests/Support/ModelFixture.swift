import Checkpoints
import Compute
import Encoders
import Foundation
import JSON
import Records
import Tasks
import Tokenizers

/// A tiny random checkpoint of `Fixtures/Models`, its tokenizer, and what tasks make of texts with them.
struct ModelFixture {
  let folder: CheckpointFolder
  let model: Model
  let tokenizer: Tokenizer
  let taskModel: TaskModel

  static let path = URL(filePath: #filePath).appending(path: "../../Fixtures/Models").standardizedFileURL.path

  /// Loads a checkpoint with the first head of these kinds, or the encoder alone.
  init(_ name: String, head kinds: HeadKind...) throws {
    folder = try CheckpointFolder(path: "\(Self.path)/\(name)")
    var loader = ModelLoader(Engine(try Processor.chosen()))
    model = try loader.load(folder, heads: kinds.isEmpty ? [] : [kinds], precision: .fixed(.f32))
    tokenizer = try Tokenizer(
      json: readFile(folder.path(of: "tokenizer.json"), limit: 1 << 20), overrides: nil)
    taskModel = TaskModel(encoder: model.encoder, head: model.heads.first?.head)
  }

  /// What a task finds in a record.
  func annotation(_ task: some AnnotationTask, _ fields: Fields) throws -> Annotation {
    var tokenizing = TokenizerWorkspace()
    let prepared = try task.prepared(fields, workspace: &tokenizing)
    var workspace = try taskModel.makeWorkspace()
    return prepared.decode(taskModel.scores(of: prepared.windows, workspace: &workspace))
  }

  /// A recorded file of the references.
  static func recorded(_ name: String) throws -> JSONValue {
    try JSONValue.parse(readFile("\(path)/\(name)", limit: 1 << 24))
  }
}

extension JSONValue {
  /// The elements of an array; none of anything else.
  var list: [JSONValue] { array ?? [] }
  /// The numbers of an array.
  var floats: [Float] { list.compactMap { $0.double.map { Float($0) } } }
  /// The strings of an array.
  var strings: [String] { list.compactMap(\.string) }
}

/// The largest difference of two vectors; infinite where their counts differ.
func largestDifference(_ one: [Float], _ other: [Float]) -> Float {
  guard one.count == other.count else { return .infinity }
  return zip(one, other).map { abs($0 - $1) }.max() ?? 0
}
