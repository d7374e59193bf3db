import Checkpoints
import TestSupport
import Testing

@Suite struct TaskManifestTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private func manifest(_ text: String) throws -> TaskManifest {
    try TaskManifest(path: folder.file("task.json", text).path)
  }

  private func fault(_ text: String) -> ManifestFault? {
    do {
      _ = try manifest(text)
      return nil
    } catch CheckpointError.manifest(_, let fault) {
      return fault
    } catch {
      Issue.record("another error: \(error)")
      return nil
    }
  }

  @Test func readsEveryKey() throws {
    let manifest = try manifest(
      #"""
      {"version":1,"task":"tag","encoder":"../encoder","head":"head.safetensors","labels":["A","B"],
       "defaults":{"words":"ud-en","window":128,"overlap":0,"max_answer":30,"null_threshold":-1.5},
       "precision":{"int8":{"checked":"ud test","delta":0.0012}}}
      """#)
    #expect(
      manifest
        == TaskManifest(
          task: .tag, encoder: "../encoder", head: "head.safetensors", labels: ["A", "B"],
          defaults: TaskManifest.Defaults(
            words: "ud-en", window: 128, overlap: 0, maximumAnswer: 30, nullThreshold: -1.5),
          precision: [TaskManifest.PrecisionCheck(name: "int8", checked: "ud test", delta: 0.0012)]))
  }

  @Test func writesWhatItReads() throws {
    let manifest = TaskManifest(
      task: .pair, encoder: "../encoder", head: "head.safetensors", architecture: "BertForMultipleChoice",
      labels: ["no", "\"yes\""], problemType: .multiLabel,
      defaults: TaskManifest.Defaults(window: 9, nullThreshold: 2),
      precision: [TaskManifest.PrecisionCheck(name: "bf16", checked: "x", delta: 1e-5)])
    let text = String(decoding: manifest.json(), as: UTF8.self)
    #expect(try self.manifest(text) == manifest)
    #expect(text.hasPrefix("{\n  \"version\": 1,\n  \"task\": \"pair\",\n"))
  }

  @Test func refusesUnknownKeysEverywhere() {
    let start = #"{"version":1,"task":"qa","encoder":"e","head":"h""#
    #expect(fault(start + "}") == nil)
    guard case .unknownKey("lables", _) = fault(start + #","lables":[]}"#) else {
      Issue.record("a misspelt key passed")
      return
    }
    guard case .unknownKey("defaults.max-answer", _) = fault(start + #","defaults":{"max-answer":1}}"#) else {
      Issue.record("a misspelt default passed")
      return
    }
    guard case .unknownKey("precision.int4", _) = fault(start + #","precision":{"int4":{}}}"#) else {
      Issue.record("an unknown precision passed")
      return
    }
  }

  @Test func refusesWrongValues() {
    #expect(fault("[]") == .notAnObject)
    #expect(fault("{}") == .missing(key: "version"))
    #expect(fault(#"{"version":2,"task":"qa"}"#) == .version(found: 2, known: 1))
    #expect(fault(#"{"version":1}"#) == .missing(key: "task"))
    #expect(
      fault(#"{"version":1,"task":"ner"}"#)
        == .wrongValue(key: "task", expected: .oneOf(["tag", "qa", "pair", "fill-mask", "nsp", "embed"])))
    #expect(fault(#"{"version":1,"task":"qa","head":"h"}"#) == .missing(key: "encoder"))
    #expect(fault(#"{"version":1,"task":"qa","encoder":"e"}"#) == .missing(key: "head"))
    #expect(fault(#"{"version":1,"task":"embed","encoder":"e"}"#) == nil)
    #expect(
      fault(#"{"version":1,"task":"qa","encoder":"e","head":"../x"}"#) == .path(key: "head", value: "../x"))
    #expect(
      fault(#"{"version":1,"task":"qa","encoder":"e","head":"h","labels":[1]}"#)
        == .wrongValue(key: "labels", expected: .strings))
    #expect(
      fault(#"{"version":1,"task":"qa","encoder":"e","head":"h","defaults":{"window":0}}"#)
        == .wrongValue(key: "defaults.window", expected: .positiveInteger))
  }
}
