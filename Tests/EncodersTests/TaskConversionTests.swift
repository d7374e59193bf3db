import Checkpoints
import Compute
import Encoders
import Foundation
import TestSupport
import Testing

@Suite struct TaskConversionTests {
  let folder: Scratch
  private let engine: Engine

  init() throws {
    folder = try Scratch()
    engine = Engine(try Processor.chosen())
  }

  private func grid(_ name: String) throws -> Grid.Case { try #require(Grid.cases.first { $0.name == name }) }

  /// The checkpoint `bert-token` with its classifier's first two rows as a span head, and one number changed where `damage`
  /// names a tensor.
  private func spanTwin(damage: String? = nil, tokenizer: String? = nil) throws -> CheckpointFolder {
    let path = folder.path + "/twin"
    try? FileManager.default.removeItem(atPath: path)
    try createFolder(path)
    let weights = try Weights(safetensors: ["\(grid("bert-token").folder)/model.safetensors"])
    defer { weights.close() }
    var tensors: [OutputTensor] = []
    for entry in weights.entries {
      var floats = try weights.floats(entry.name, shape: entry.shape)
      if entry.name == damage { floats[0] += 1 }
      guard entry.name.hasPrefix("classifier.") else {
        tensors.append(OutputTensor(name: entry.name, shape: entry.shape, floats: floats))
        continue
      }
      let shape = [2] + entry.shape.dropFirst()
      tensors.append(
        OutputTensor(
          name: "qa_outputs." + entry.name.dropFirst(11), shape: shape,
          floats: Array(floats.prefix(shape.reduce(1, *)))))
    }
    try SafetensorsWriter.write(tensors, metadata: [("format", "pt")], to: path + "/model.safetensors")
    let config = try String(contentsOfFile: "\(grid("bert-token").folder)/config.json", encoding: .utf8)
    try writeFile(
      Array(config.replacingOccurrences(of: "ForTokenClassification", with: "ForQuestionAnswering").utf8),
      to: path + "/config.json")
    if let tokenizer { try writeFile(Array(tokenizer.utf8), to: path + "/tokenizer.json") }
    return try CheckpointFolder(path: path)
  }

  @Test func putsSeveralHeadsOnOneEncoder() throws {
    let tag = try CheckpointFolder(path: grid("bert-token").folder)
    let output = folder.path + "/tasks"
    let result = try TaskConversion.convert(
      [
        TaskConversion.Source(tag, defaults: TaskManifest.Defaults(words: "ud-en")),
        TaskConversion.Source(try spanTwin()),
      ], to: output, form: .stored)
    #expect(result.tasks == [output + "/tag", output + "/qa"])
    #expect(result.quantized == [])
    let manifest = try TaskManifest(path: output + "/tag/task.json")
    #expect(
      manifest
        == TaskManifest(
          task: .tag, encoder: "../encoder", head: "head.safetensors", labels: ["a", "b", "c"],
          defaults: TaskManifest.Defaults(words: "ud-en")))

    let sequences = try grid("bert-token").sequences
    let original = try GridScores(tag, engine: engine)
    let converted = try GridScores(CheckpointFolder(path: output + "/tag"), engine: engine)
    for sequence in sequences {
      for (one, other) in zip(try original.scores(of: sequence), try converted.scores(of: sequence)) {
        #expect(one == other)
      }
    }

    var loader = ModelLoader(engine)
    let first = try loader.load(
      CheckpointFolder(path: output + "/tag"), heads: [[.token]], precision: .auto)
    let second = try loader.load(CheckpointFolder(path: output + "/qa"), heads: [[.span]], precision: .auto)
    #expect(first.encoder === second.encoder)
    #expect(first.heads[0].labels == ["a", "b", "c"])
    #expect(second.heads[0].labels == [])
  }

  @Test func quantizesToNearbyNumbers() throws {
    let source = try grid("bert-pretraining")
    let output = folder.path + "/int8"
    let conversion = try TaskConversion([TaskConversion.Source(CheckpointFolder(path: source.folder))])
    defer { conversion.close() }
    let kept = conversion.products.filter { $0.name == "layers.1.feedForward.outer" }
    #expect(kept.count == 1)
    let result = try conversion.write(to: output, form: .int8(keeping: Set(kept)))
    #expect(result.tasks == [output + "/fill-mask", output + "/nsp"])
    #expect(result.quantized.count == 2 + 12 - 1)
    #expect(!result.quantized.contains("layers.1.feedForward.outer.weight"))
    let weights = try CheckpointFolder(path: output + "/encoder").weights()
    #expect(weights.metadata.contains { $0.key == "bertrun" && $0.value == "int8" })
    #expect(weights["bert.encoder.layer.1.output.dense.weight"]?.elementType == .bfloat16)
    #expect(weights["bert.embeddings.word_embeddings.weight"]?.elementType == .int8)
    #expect(weights["bert.embeddings.word_embeddings.weight.scale"]?.shape == [61])
    weights.close()

    let original = try GridScores(CheckpointFolder(path: source.folder), engine: engine)
    let mlm = try GridScores(CheckpointFolder(path: output + "/fill-mask"), engine: engine)
    for sequence in source.sequences {
      let one = try #require(original.scores(of: sequence).first { $0.name == "masked-lm" }).values
      let other = try #require(mlm.scores(of: sequence).first).values
      let error = zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
      let size = one.map { $0 * $0 }.reduce(0, +)
      #expect(error < 0.01 * size)
      #expect(error > 0)
    }
  }

  @Test func refusesEncodersThatDiffer() throws {
    let tag = try CheckpointFolder(path: grid("bert-token").folder)
    let tensor = "bert.encoder.layer.1.output.dense.weight"
    let twin = try spanTwin(damage: tensor)
    let sources = [TaskConversion.Source(tag), TaskConversion.Source(twin)]
    #expect(throws: ModelError.encodersDiffer(first: tag.path, second: twin.path, tensor: tensor)) {
      try TaskConversion.convert(sources, to: folder.path + "/tasks", form: .stored)
    }
    let other = try CheckpointFolder(path: grid("bert-odd").folder)
    #expect(throws: ModelError.architecturesDiffer(first: tag.path, second: other.path)) {
      try TaskConversion.convert(
        [TaskConversion.Source(tag), TaskConversion.Source(other)], to: folder.path + "/tasks", form: .stored)
    }
  }

  @Test func refusesTokenizersThatDiffer() throws {
    let tag = try CheckpointFolder(path: grid("bert-token").folder)
    let twin = try spanTwin(tokenizer: "{}")
    #expect(
      throws: ModelError.tokenizersDiffer(first: tag.path, second: twin.path, file: "tokenizer.json")
    ) {
      try TaskConversion.convert(
        [TaskConversion.Source(tag), TaskConversion.Source(twin)], to: folder.path + "/tasks", form: .stored)
    }
  }

  @Test func refusesTwoTasksOfOneName() throws {
    let tag = try CheckpointFolder(path: grid("bert-token").folder)
    #expect(throws: ModelError.sameTaskName("tag", first: tag.path, second: tag.path)) {
      try TaskConversion.convert(
        [TaskConversion.Source(tag), TaskConversion.Source(tag)], to: folder.path + "/tasks", form: .stored)
    }
  }
}
