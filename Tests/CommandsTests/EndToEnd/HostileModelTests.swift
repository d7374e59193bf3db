import Foundation
import TestSupport
import Testing

/// Models that are broken, by accident or on purpose: the file and the fault are named, nothing runs, nothing crashes.
@Suite struct HostileModelTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A copy of a tiny BERT.
  private func model() throws -> URL {
    let folder = scratch.folder.appendingPathComponent("model")
    try FileManager.default.copyItem(
      at: Binary.root.appendingPathComponent("Tests/TasksTests/Fixtures/Models/bert"), to: folder)
    return folder
  }

  private func write(_ text: String, _ name: String, _ folder: URL) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  @Test func aPickleThatCallsTheShellIsRefused() throws {
    let folder = try model()
    try FileManager.default.removeItem(at: folder.appendingPathComponent("model.safetensors"))
    try FileManager.default.copyItem(
      at: Binary.root.appendingPathComponent("Tests/CheckpointsTests/Fixtures/system.bin"),
      to: folder.appendingPathComponent("pytorch_model.bin"))
    for arguments in [["embed", "-m", folder.path], ["inspect", folder.path]] {
      let run = try Binary.run(arguments, input: Array(#"{"text":"a dog"}"#.utf8))
      #expect(run.status == 78)
      #expect(
        (run.errors + run.text).contains("pytorch_model.bin: the pickle does more than rebuild tensors"))
      #expect((run.errors + run.text).contains("'posix.system'"))
    }
  }

  @Test func aModelWithoutRoomForATextIsRefused() throws {
    let folder = try model()
    for length in [1, 2] {
      try write(#"{"do_lower_case":true,"model_max_length":\#(length)}"#, "tokenizer_config.json", folder)
      for command in ["embed", "fill-mask", "nsp"] {
        let run = try Binary.run(
          command, "-m", folder.path, input: #"{"text":"a [MASK]","text_pair":"the dog"}"#)
        #expect(run.status == 78)
        #expect(run.errors.contains("has no room beside its"))
      }
    }
  }

  /// Tokens may be added to a tokenizer and the model never made larger.
  @Test func aTokenThatTheModelDoesNotKnowIsARejectOfItsRecord() throws {
    let folder = try model()
    let path = folder.appendingPathComponent("tokenizer.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    let added = text.replacing(#""added_tokens": ["#, with: #""added_tokens": [{"id":59,"content":"<new>"},"#)
    try write(added, "tokenizer.json", folder)
    let run = try Binary.run(
      "embed", "-m", folder.path,
      input: #"{"id":1,"text":"a dog"}"# + "\n" + #"{"id":2,"text":"a <new> dog"}"# + "\n")
    #expect(run.status == 65)
    #expect(run.lines.count == 1)
    #expect(
      run.errors.contains(
        "standard input:2: the tokenizer gives the id 59 and the model has vectors for ids below 59"))
    let inspection = try Binary.run("inspect", folder.path)
    #expect(inspection.status == 0)
    #expect(inspection.text.contains("the tokenizer has 60 tokens and the model vectors for 59"))
  }
}
