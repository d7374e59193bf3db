import Checkpoints
import Compute
import Encoders
import Foundation
import TestSupport
import Testing

@Suite struct SavingTests {
  let folder: Scratch
  /// Where saved checkpoints stay for `Fixtures/check_saved.py`.
  private static let kept = ProcessInfo.processInfo.environment["BERTRUN_TEST_SAVED"]

  init() throws { folder = try Scratch() }

  @Test(arguments: Grid.cases)
  func savesWhatItLoads(_ grid: Grid.Case) throws {
    let path = "\(Self.kept ?? folder.path)/\(grid.name)"
    let original = try OpenedCheckpoint(CheckpointFolder(path: grid.folder))
    defer { original.close() }
    try original.save(to: path)
    let saved = try OpenedCheckpoint(CheckpointFolder(path: path))
    defer { saved.close() }
    #expect(saved.family.modelType == original.family.modelType)
    #expect(saved.architecture == original.architecture)
    #expect(saved.heads == original.heads)
    #expect(saved.unusedTensors == [])
    for entry in saved.weights.entries {
      let other = try #require(original.weights[entry.name])
      #expect(entry.elementType == other.elementType)
      #expect(entry.shape == other.shape)
      #expect(entry.bytes() == other.bytes(), "\(entry.name)")
      #expect(!entry.fileName.contains("gamma") && !entry.fileName.contains("position_ids"))
    }
    let tied: Set<String> = ["mlm.decoder.weight", "mlm.decoder.bias"]
    let left = Set(original.weights.entries.map(\.name)).subtracting(saved.weights.entries.map(\.name))
    #expect(original.config.tiesWordEmbeddings ? left.isSubset(of: tied) : left.isEmpty)
    #expect(saved.weights.metadata.map(\.key) == ["format"])

    try saved.save(to: path + ".again")
    for file in ["model.safetensors", "config.json"] {
      #expect(
        FileManager.default.contents(atPath: "\(path)/\(file)")
          == FileManager.default.contents(atPath: "\(path).again/\(file)"))
    }
    if Self.kept != nil { try FileManager.default.removeItem(atPath: path + ".again") }
  }

  @Test(arguments: Grid.cases.filter { ["bert-torch", "bert-untied", "mpnet-mlm"].contains($0.name) })
  func scoresTheSameAfterSaving(_ grid: Grid.Case) throws {
    let engine = Engine(try Processor.chosen())
    let original = try OpenedCheckpoint(CheckpointFolder(path: grid.folder))
    try original.save(to: folder.path + "/saved")
    original.close()
    let before = try GridScores(CheckpointFolder(path: grid.folder), engine: engine)
    let after = try GridScores(CheckpointFolder(path: folder.path + "/saved"), engine: engine)
    for sequence in grid.sequences {
      let one = try before.scores(of: sequence)
      let other = try after.scores(of: sequence)
      #expect(!one.isEmpty && one.map(\.name) == other.map(\.name))
      for (one, other) in zip(one, other) { #expect(!one.values.isEmpty && one.values == other.values) }
    }
  }
}
