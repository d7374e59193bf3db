import Foundation
import JSON
import TestSupport
import Testing

/// Weights that are no numbers never become results.
@Suite struct BrokenWeightsTests {
  private let scratch: Scratch
  private let folder: URL

  init() throws {
    scratch = try Scratch()
    folder = scratch.folder.appendingPathComponent("model")
    try FileManager.default.copyItem(
      at: Binary.root.appendingPathComponent("Tests/TasksTests/Fixtures/Models/bert"), to: folder)
  }

  /// Writes a number over elements of a tensor of F32.
  private func set(_ tensor: String, _ elements: Range<Int>, to value: Float) throws {
    let path = folder.appendingPathComponent("model.safetensors")
    var bytes = [UInt8](try Data(contentsOf: path))
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONValue.parse(Array(bytes[8..<8 + length]))
    let start = 8 + length + (try #require(header[tensor]?["data_offsets"]?.array?.first?.int))
    for element in elements {
      for byte in 0..<4 {
        bytes[start + 4 * element + byte] = UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32(byte)))
      }
    }
    try Data(bytes).write(to: path)
  }

  @Test(arguments: [
    ("bert.encoder.layer.0.attention.self.query.weight", 21, Float.nan, "NaN at [1, 5]"),
    ("bert.embeddings.word_embeddings.weight", 16, -.infinity, "an infinite number at [1, 0]"),
    ("bert.encoder.layer.1.output.LayerNorm.bias", 3, .infinity, "an infinite number at [3]"),
  ])
  func theTensorAndTheIndexAreNamed(tensor: String, element: Int, value: Float, place: String) throws {
    try set(tensor, element..<element + 1, to: value)
    let message = "model.safetensors: tensor '\(tensor)' holds \(place), expected finite numbers"
    for command in ["embed", "fill-mask", "nsp"] {
      let run = try Binary.run(
        command, "-m", folder.path, input: #"{"text":"a [MASK]","text_pair":"the dog"}"#)
      #expect(run.status == 78 && run.output.isEmpty)
      #expect(run.errors.contains(message))
    }
    let inspection = try Binary.run("inspect", folder.path)
    #expect(inspection.status == 78 && inspection.text.contains(message))
    for form in ["--int8", "--bf16", "--f32", "--plain"] {
      let output = scratch.path("converted" + form)
      let run = try Binary.run("convert", "-m", folder.path, "-o", output, form)
      #expect(run.status == 78 && run.errors.contains(message))
      #expect(!FileManager.default.fileExists(atPath: output + "/model.safetensors"))
    }
  }

  /// Finite weights so large that their sums are not.
  @Test func aScoreThatIsNotFiniteEndsTheRunAndNamesTheRecord() throws {
    try set("cls.seq_relationship.weight", 0..<32, to: 3e38)
    let input = try scratch.file("in.jsonl", "\n" + #"{"text":"a dog","text_pair":"the dog"}"# + "\n")
    let run = try Binary.run("nsp", "-m", folder.path, input.path, "-o", scratch.path("out.jsonl"))
    #expect(run.status == 70)
    #expect(
      run.errors.contains("in.jsonl:2: the model gives this record a score that is not a finite number"))
    #expect(scratch.text("out.jsonl") == nil)
  }

  /// Words that another program cut run; raw text ends the run, with one line.
  @Test func aTokenizerThatNeedsMeCabTakesTokens() throws {
    try FileManager.default.removeItem(at: folder.appendingPathComponent("tokenizer.json"))
    let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "dog", "##s"]
    try Data((words.joined(separator: "\n") + "\n").utf8).write(
      to: folder.appendingPathComponent("vocab.txt"))
    try Data(#"{"tokenizer_class":"BertJapaneseTokenizer","word_tokenizer_type":"mecab"}"#.utf8)
      .write(to: folder.appendingPathComponent("tokenizer_config.json"))
    for command in ["embed", "tokenize"] {
      let text = try Binary.run(
        command, "-m", folder.path, input: #"{"text":"the dogs"}"# + "\n" + #"{"text":"a"}"# + "\n")
      #expect(text.status == 78 && text.output.isEmpty)
      #expect(
        text.errors
          == "bertrun: \(folder.path): the tokenizer class 'BertJapaneseTokenizer' cuts words with 'mecab', which bertrun "
          + "does not include: give the records an array 'tokens' of their words, or the folder a tokenizer.json\n"
      )
      let given = try Binary.run(command, "-m", folder.path, "--quiet", input: #"{"tokens":["the","dogs"]}"#)
      #expect(given.status == 0 && given.errors.isEmpty)
    }
    let tokens = try Binary.run(
      "tokenize", "-m", folder.path, "--quiet", input: #"{"tokens":["the","dogs"]}"#)
    #expect(tokens.text.contains(##""ids":[2,5,7,8,3]"##))
    let inspection = try Binary.run("inspect", folder.path)
    #expect(inspection.status == 78 && inspection.text.contains("'mecab'"))
  }
}
