import Checkpoints
import Encoders
import Tasks
import TestSupport
import Testing

/// What sentence-transformers keeps beside a checkpoint is saved with it, so that its vectors stay what they are.
@Suite struct SavedVectorsTests {
  @Test func aSavedCheckpointMakesTheSameVectors() throws {
    let scratch = try Scratch()
    let original = try CheckpointFolder(path: "\(ModelFixture.path)/sentence")
    let modules = try SentenceModules(original)

    let opened = try OpenedCheckpoint(original)
    defer { opened.close() }
    try opened.save(to: scratch.path + "/plain")
    let result = try TaskConversion.convert(
      [TaskConversion.Source(original)], to: scratch.path + "/tasks", form: .stored)
    for path in [scratch.path + "/plain", result.encoder] {
      let saved = try SentenceModules(CheckpointFolder(path: path))
      #expect(saved.form == modules.form)
      #expect(saved.preparation == modules.preparation)
    }
  }

  @Test func aStepElsewhereIsNotFollowed() throws {
    let scratch = try Scratch()
    let folder = scratch.path + "/model"
    try createFolder(folder)
    try createFolder(scratch.path + "/copy")
    try writeFile(Array(#"[{"type":"x.Pooling","path":"../elsewhere"}]"#.utf8), to: folder + "/modules.json")
    let checkpoint = try CheckpointFolder(path: folder)
    #expect(
      throws: CheckpointError.config(
        path: checkpoint.path(of: "modules.json"), fault: .unsupported(key: "path", value: "../elsewhere"))
    ) { try checkpoint.copySentenceFiles(to: scratch.path + "/copy") }
  }
}
