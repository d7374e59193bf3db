import Checkpoints
import Encoders
import Files
import Foundation
import TestSupport
import Testing

@Suite struct CheckpointDescriptionTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private func grid(_ name: String) throws -> Grid.Case { try #require(Grid.cases.first { $0.name == name }) }

  /// A copy of a checkpoint of the grid with tensors and `config.json` changed.
  private func changed(
    _ name: String, config change: (String) -> String = { $0 },
    tensors keep: (TensorEntry) -> OutputTensor? = { entry in
      OutputTensor(name: entry.fileName, elementType: entry.elementType, shape: entry.shape) {
        () throws(CheckpointError) in entry.bytes()
      }
    }
  ) throws -> CheckpointFolder {
    let source = try CheckpointFolder(path: grid(name).folder)
    let weights = try source.weights()
    defer { weights.close() }
    try SafetensorsWriter.write(
      weights.entries.compactMap(keep), metadata: [], to: folder.path + "/model.safetensors")
    let text = try String(contentsOfFile: source.path + "/config.json", encoding: .utf8)
    try writeFile(Array(change(text).utf8), to: folder.path + "/config.json")
    return try CheckpointFolder(path: folder.path)
  }

  private func kept(_ entry: TensorEntry) -> OutputTensor {
    OutputTensor(name: entry.fileName, elementType: entry.elementType, shape: entry.shape) {
      () throws(CheckpointError) in entry.bytes()
    }
  }

  @Test(arguments: Grid.cases)
  func findsNothingWrong(with grid: Grid.Case) throws {
    let description = try CheckpointDescription(CheckpointFolder(path: grid.folder))
    #expect(description.problems == [])
    #expect(description.warnings == [])
    #expect(description.unusedTensors == [])
    #expect(description.family != nil)
    #expect(description.limits?.maximumLength ?? 0 >= 60)
    #expect(description.encoderParameters > 0)
  }

  @Test func describesATaskFolder() throws {
    let source = try grid("bert-sequence")
    let result = try TaskConversion.convert(
      [TaskConversion.Source(CheckpointFolder(path: source.folder))], to: folder.path,
      form: .int8(keeping: []))
    let description = try CheckpointDescription(CheckpointFolder(path: result.tasks[0]))
    #expect(description.problems == [])
    #expect(description.manifest?.task == .pair)
    #expect(description.encoderPath == resolvedPath(result.encoder))
    let head = try #require(description.heads.first { $0.kind == .sequence })
    #expect(head.task == .pair && head.outputs == 3 && head.labels == ["a", "b", "c"])
    #expect(description.tensors.map(\.type).contains(.int8))
  }

  @Test func namesWhatIsMissing() throws {
    let tensor = "bert.encoder.layer.1.output.dense.weight"
    let broken = try changed("bert-token", tensors: { $0.fileName == tensor ? nil : kept($0) })
    let description = CheckpointDescription(broken)
    #expect(
      description.problems == [
        .missingTensor(path: broken.path + "/model.safetensors", tensor: tensor, holds: [.token])
      ])
    #expect(description.heads.map(\.kind) == [.token])
  }

  @Test func namesAHeadThatIsNotWhole() throws {
    let broken = try changed(
      "roberta-sequence", tensors: { $0.fileName == "classifier.out_proj.bias" ? nil : kept($0) })
    #expect(
      CheckpointDescription(broken).problems == [
        .noHead(path: broken.path, wanted: [.sequence], missing: "classifier.out_proj.bias", holds: [])
      ])
  }

  @Test func namesShapesAndTypesThatDoNotFit() throws {
    let tensor = "bert.embeddings.word_embeddings.weight"
    let broken = try changed(
      "bert-token",
      tensors: { entry in
        guard entry.fileName == tensor else { return kept(entry) }
        return OutputTensor(
          name: tensor, shape: [60, 24], floats: [Float](repeating: 0, count: 60 * 24))
      })
    let path = broken.path + "/model.safetensors"
    #expect(
      CheckpointDescription(broken).problems == [
        .checkpoint(.shape(path: path, tensor: tensor, expected: [61, 24], found: [60, 24]))
      ])
    let integers = try changed(
      "bert-token",
      tensors: { entry in
        guard entry.fileName == tensor else { return kept(entry) }
        return OutputTensor(name: tensor, elementType: .int64, shape: [61, 24]) {
          () throws(CheckpointError) in
          [UInt8](repeating: 0, count: 61 * 24 * 8)
        }
      })
    #expect(
      CheckpointDescription(integers).problems == [
        .checkpoint(.elementType(path: path, tensor: tensor, found: .int64))
      ])
  }

  @Test func namesLabelsThatDoNotFit() throws {
    let broken = try changed(
      "bert-token",
      config: { $0.replacingOccurrences(of: "\"2\": \"c\"", with: "\"2\": \"c\", \"3\": \"d\"") })
    #expect(
      CheckpointDescription(broken).problems == [
        .labelCount(
          path: broken.path + "/model.safetensors", tensor: "classifier.weight", rows: 3, expected: 4)
      ])
  }

  @Test func describesWhatItCannotLoad() throws {
    let path = try grid("bert-token").folder
    let unknown = try changed(
      "bert-token", config: { $0.replacingOccurrences(of: "\"bert\"", with: "\"gpt2\"") })
    let description = CheckpointDescription(unknown)
    #expect(description.modelType == "gpt2")
    #expect(description.family == nil)
    #expect(description.classes == ["BertForTokenClassification"])
    #expect(
      description.problems == [
        .unknownFamily(
          path: unknown.path + "/config.json", modelType: "gpt2", known: Family.all.map(\.modelType))
      ])

    try FileManager.default.removeItem(atPath: folder.path + "/model.safetensors")
    try? FileManager.default.removeItem(atPath: folder.path + "/config.json")
    try FileManager.default.copyItem(atPath: path + "/config.json", toPath: folder.path + "/config.json")
    let empty = try CheckpointDescription(CheckpointFolder(path: folder.path))
    #expect(empty.family == "BERT")
    #expect(empty.architecture?.width == 24)
    #expect(
      empty.problems == [
        .checkpoint(
          .missingFile(
            folder: try #require(resolvedPath(folder.path)),
            expected: CheckpointFolder.WeightFile.allCases.map(\.rawValue)))
      ])
  }
}
