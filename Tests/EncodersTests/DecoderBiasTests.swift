import Checkpoints
import Compute
import Encoders
import TestSupport
import Testing

/// The bias of a masked-LM decoder is one vector under two names, of which a file may hold either.
@Suite struct DecoderBiasTests {
  @Test(arguments: ["bert-mlm", "roberta-mlm", "albert-mlm", "mpnet-mlm"])
  func readsEitherName(name: String) throws {
    let grid = try #require(Grid.cases.first { $0.name == name })
    let folder = try Scratch()
    let original = try CheckpointFolder(path: grid.folder)
    let weights = try original.weights()
    defer { weights.close() }
    var renamed = 0
    let tensors = weights.entries.filter { !$0.fileName.hasSuffix("decoder.bias") }.map { entry in
      var name = entry.fileName
      if name.hasSuffix("predictions.bias") || name == "lm_head.bias" {
        name = name.dropLast("bias".count) + "decoder.bias"
        renamed += 1
      }
      return OutputTensor(name: name, elementType: entry.elementType, shape: entry.shape) {
        () throws(CheckpointError) in entry.bytes()
      }
    }
    #expect(renamed == 1)
    try SafetensorsWriter.write(tensors, metadata: [], to: folder.path + "/model.safetensors")
    try writeFile(
      readFile(original.path(of: "config.json"), limit: 1 << 20), to: folder.path + "/config.json")
    let engine = Engine(try Processor.chosen())
    let one = try GridScores(original, engine: engine)
    let other = try GridScores(CheckpointFolder(path: folder.path), engine: engine)
    for sequence in grid.sequences {
      let scores = try one.scores(of: sequence)
      #expect(scores.contains { $0.name == "masked-lm" })
      for (left, right) in zip(scores, try other.scores(of: sequence)) {
        #expect(left.name == right.name && left.values == right.values)
      }
    }
  }
}
