import Annotations
import Checkpoints
import Compute
import Encoders
import Foundation
import JSON
import Records
import Tasks
import TestSupport
import Testing
import Tokenizers

/// A tiny random checkpoint of `Fixtures/Models`, its tokenizer, and what tasks make of texts with them.
struct ModelFixture {
  let folder: CheckpointFolder
  let model: Model
  let tokenizer: Tokenizer
  let taskModel: TaskModel

  static let path = Repository.fixtures("TasksTests").appending(path: "Models").path

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

/// Recorded values that a test cannot go without.
extension JSONValue {
  /// The elements of a list, of which there must be some.
  func list(_ key: String) throws -> [JSONValue] {
    let elements = try #require(self[key]?.array, "no list '\(key)'")
    try #require(!elements.isEmpty, "an empty list '\(key)'")
    return elements
  }
  /// The elements of a list that are lists themselves.
  func lists(_ key: String) throws -> [[JSONValue]] { try list(key).map { try #require($0.array) } }
  /// The numbers of a list.
  func floats(_ key: String) throws -> [Float] { try list(key).map { Float(try #require($0.double)) } }
  /// The strings of a list.
  func strings(_ key: String) throws -> [String] { try list(key).map { try #require($0.string) } }
  /// The whole numbers of a list.
  func integers(_ key: String) throws -> [Int] { try list(key).map { try #require($0.int) } }
  /// A string.
  func text(_ key: String) throws -> String { try #require(self[key]?.string, "no string '\(key)'") }
  /// A whole number.
  func integer(_ key: String) throws -> Int { try #require(self[key]?.int, "no number '\(key)'") }
}

/// What an annotation holds; a test that finds something else fails.
extension Annotation {
  func words() throws -> [WordAnnotation] {
    guard case .words(let words) = value else { throw OtherAnnotation(found: value) }
    return words
  }
  func label() throws -> LabelAnnotation {
    guard case .label(let label) = value else { throw OtherAnnotation(found: value) }
    return label
  }
  func masks() throws -> [MaskAnnotation] {
    guard case .masks(let masks) = value else { throw OtherAnnotation(found: value) }
    return masks
  }
  func vector() throws -> [Float] {
    guard case .vector(let vector) = value else { throw OtherAnnotation(found: value) }
    return vector
  }
  func vectors() throws -> [[Float]] {
    guard case .vectors(let vectors) = value else { throw OtherAnnotation(found: value) }
    return vectors
  }
}

/// An annotation of another kind than the test asked for.
struct OtherAnnotation: Error {
  let found: Annotation.Value
}
