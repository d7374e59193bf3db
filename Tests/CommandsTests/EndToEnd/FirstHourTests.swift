import Foundation
import TestSupport
import Testing

/// What a person meets in the first hour: names that are not quite right, folders that hold something else.
@Suite struct FirstHourTests {
  private let scratch: Scratch
  private static let bert = Binary.root.appendingPathComponent("Tests/TasksTests/Fixtures/Models/bert")

  init() throws { scratch = try Scratch() }

  private func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws
    -> Binary.Outcome
  {
    try Binary.run(arguments, input: Array(input.utf8), in: scratch.folder, environment: environment)
  }

  @Test(arguments: [
    (["tga"], "unknown command 'tga', did you mean 'tag'?"), (["clasify"], "did you mean 'classify'?"),
    (["help", "nope"], "unknown command 'nope'"), (["eval", "tga", "x"], "did you mean 'tag'?"),
    (["help", "eval", "pear"], "did you mean 'pair'?"),
    (["in.jsonl"], "'in.jsonl' is a file; name a command"),
  ])
  func anUnknownCommandIsAnswered(arguments: [String], message: String) throws {
    try scratch.file("in.jsonl", "")
    let run = try Binary.run(arguments, input: [], in: scratch.folder)
    #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(message))
  }

  @Test func knownCommandsHaveHelp() throws {
    for arguments in [
      ["help"], ["help", "tag"], ["tag", "--help"], ["help", "eval", "qa"], ["--version"], ["help", "help"],
    ] {
      #expect(try Binary.run(arguments, input: []).status == 0)
    }
  }

  /// A binary alone, away from the repository.
  @Test func aMissingModelSaysWhatWasSearched() throws {
    let copy = scratch.folder.appendingPathComponent("bin/bertrun")
    _ = try scratch.makeFolder("bin")
    try FileManager.default.copyItem(at: Binary.executable, to: copy)
    func tag() throws -> Binary.Outcome {
      try Binary.run(
        ["tag", "--quiet"], input: Array(#"{"text":"It rained."}"#.utf8), in: scratch.folder,
        environment: ["BERTRUN_TASKS": ""], program: copy)
    }
    let missing = try tag()
    #expect(missing.status == 78)
    for place in ["bin/tasks'", "share/bertrun/tasks'", "-m", "--tasks", "BERTRUN_TASKS"] {
      #expect(missing.errors.contains(place))
    }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("bin/tasks"), withDestinationPath: Repository.tasks.path)
    #expect(try tag().status == 0)
    let named = try run("tag", "--tasks", "nowhere", input: "{}")
    #expect(named.status == 78 && named.errors.contains("nowhere: no 'tag/task.json' in this folder"))
  }

  @Test func aModelOfAnotherTaskNamesItsCommand() throws {
    let run = try run("tag", "-m", Repository.tasks.appendingPathComponent("qa").path, input: "{}")
    #expect(run.status == 78 && run.errors.contains("use 'bertrun qa'"))
    let folders = try self.run("tag", "-m", Repository.tasks.path, input: "{}")
    #expect(folders.status == 78)
    #expect(folders.errors.contains("holds folders of models, name one of 'pair', 'qa', 'tag' and 'encoder'"))
  }

  @Test func aModelThatIsNotCachedNamesTheDownload() throws {
    let run = try run(
      "tag", "-m", "org/name@v2", input: "{}",
      environment: ["HF_HOME": "~/models", "HOME": "/nobody", "HF_HUB_CACHE": ""])
    #expect(run.status == 78)
    #expect(run.errors.contains("(/nobody/models/hub)"))
    #expect(run.errors.contains("run: hf download org/name --revision v2\n"))
    let older = try self.run(
      "tag", "-m", "org/name", input: "{}",
      environment: ["TRANSFORMERS_CACHE": "/old/cache", "HF_HUB_CACHE": "", "HF_HOME": ""])
    #expect(older.errors.contains("(/old/cache)"))
  }

  @Test(arguments: [
    (["checkpoint-500/config.json"], "name one of 'checkpoint-500', such as -m model/checkpoint-500"),
    (["0_Transformer/config.json", "modules.json"], "such as -m model/0_Transformer"),
    (["adapter_config.json", "adapter_model.safetensors"], "a LoRA adapter without its model"),
    (["config.json", "tf_model.h5"], "weights for TensorFlow alone"),
    (["config.json", "model.onnx"], "weights for ONNX alone"),
    (["config.json", "onnx/model.onnx"], "weights for ONNX alone"),
    (["config.json", "flax_model.msgpack"], "weights for Flax alone"),
    (["README.md"], "expected a file 'config.json' in this folder"),
  ])
  func aFolderSaysWhatItIs(files: [String], message: String) throws {
    for file in files { try scratch.file("model/" + file, #"{"model_type":"bert"}"#) }
    for arguments in [["embed", "-m", "model"], ["inspect", "model"]] {
      let run = try Binary.run(arguments, input: Array("{}".utf8), in: scratch.folder)
      #expect(run.status == 78 && (run.errors + run.text).contains(message))
    }
  }

  @Test(arguments: [
    ("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull"),
    ("\n<!DOCTYPE html><html><body>Sign in</body></html>", "an HTML page, not the file itself"),
  ])
  func aFileThatIsAnotherIsNamed(content: String, message: String) throws {
    for file in ["model.safetensors", "config.json", "tokenizer.json"] {
      try? FileManager.default.removeItem(atPath: scratch.path("model"))
      try FileManager.default.copyItem(at: Self.bert, to: URL(fileURLWithPath: scratch.path("model")))
      try scratch.file("model/" + file, content)
      let run = try run("embed", "-m", "model", input: "{}")
      #expect(run.status == 78 && run.errors.contains("\(file): ") && run.errors.contains(message))
    }
  }

  @Test func namesWithAWrapperBeforeThemLoad() throws {
    let plain = try run("embed", "-m", Self.bert.path, "--quiet", input: #"{"text":"a dog"}"#)
    for prefix in ["module.", "_orig_mod.", "_orig_mod.module."] {
      try? FileManager.default.removeItem(atPath: scratch.path("model"))
      try FileManager.default.copyItem(at: Self.bert, to: URL(fileURLWithPath: scratch.path("model")))
      let bytes = try #require(scratch.bytes("model/model.safetensors"))
      let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
      var header = String(decoding: bytes[8..<8 + length], as: UTF8.self)
      for name in ["\"bert.", "\"cls."] {
        header = header.replacing(name, with: "\"\(prefix)\(name.dropFirst())")
      }
      if let start = header.range(of: #""__metadata__":{"#),
        let end = header[start.upperBound...].firstIndex(of: "}")
      {
        header.replaceSubrange(start.lowerBound...end, with: #""__metadata__":null"#)
      }
      let size = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
      try scratch.file("model/model.safetensors", size + Array(header.utf8) + bytes[(8 + length)...])
      let run = try run("embed", "-m", "model", "--quiet", input: #"{"text":"a dog"}"#)
      #expect(run.status == 0 && run.output == plain.output)
    }
  }

  @Test func aFolderIsNoInput() throws {
    _ = try scratch.makeFolder("letters")
    let run = try run("tag", "letters")
    #expect(run.status == 66)
    #expect(
      run.errors.contains(
        "letters: a folder, expected a file; name its files, such as letters/*.jsonl, or give"))
  }

  @Test func aMissingKeyNamesTheFlag() throws {
    #expect(try run("tag", input: #"{"body":"x"}"#).errors.contains("found 'body', name yours with --text\n"))
    #expect(
      try run("qa", input: #"{"question":"x","body":"x"}"#).errors.contains("name yours with --context\n"))
  }

  @Test func anInferenceModelAsksForTheSecondText() throws {
    let alone = try run("pair", "--quiet", input: #"{"text":"It rained."}"#)
    #expect(alone.status == 76 && alone.output.isEmpty)
    #expect(alone.errors.contains("name both with --pair A,B, or give labels of your own with --labels"))
    #expect(try run("pair", "--quiet", "--text", "text", input: #"{"text":"It rained."}"#).status == 0)
    #expect(try run("pair", "--quiet", "--labels", "a,b", input: #"{"text":"It rained."}"#).status == 0)
  }

  @Test func negativeValuesAreValues() throws {
    let question = #"{"question":"Who came?","context":"Ana came late."}"#
    #expect(try run("qa", "--quiet", "--null-threshold", "-2.69", input: question).status == 0)
    let threads = try run("tag", "--threads", "-1", input: "{}")
    #expect(threads.status == 64 && threads.errors.contains("'-1'"))
  }

  @Test(arguments: [100_000, 170_000, 200_000, 230_000])
  func aProcessWithoutMemorySaysSo(kibibytes: Int) throws {
    let run = try Shell.run(
      "ulimit -v \(kibibytes); exec \(Shell.quoted(Binary.executable.path)) tag --threads 2 --quiet",
      input: #"{"text":"It rained."}"#)
    // The dynamic linker has words of its own, and with enough memory all is well.
    #expect([0, 74, 127].contains(run.status))
    if run.status == 74 { #expect(run.errors.contains("memory")) }
  }
}
