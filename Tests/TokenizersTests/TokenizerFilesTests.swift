import JSON
import Testing
import Tokenizers

/// The older files of a checkpoint make the tokenizer that transformers makes of them.
@Suite("older files")
struct TokenizerFilesTests {
  private let texts = [
    "Don't panic: 3.5% of the river's boats…  ", "naïve Café <mask> whole wholes Und So",
    "她看了书 ``x'' 1,250.00",
    " <s>a</s> <pad> [CLS] [MASK]  [UNK] <unk>NOTUSED", "", "ﬁne ｗｉｄｅ  double  blanks\u{3000}",
  ]

  private func expectEqual(_ left: Tokenizer, _ right: Tokenizer) throws {
    for text in texts {
      let one = try left.encode(.text(text), pair: .text(texts[0]))
      let other = try right.encode(.text(text), pair: .text(texts[0]))
      #expect(one.ids == other.ids, "\(text)")
      #expect(one.typeIDs == other.typeIDs)
      #expect(one.offsets == other.offsets)
      #expect(one.wordIDs == other.wordIDs)
    }
  }

  @Test("sentencepiece models, with each family's ids", arguments: ["albert", "camembert", "xlm-roberta"])
  func sentencePiece(name: String) throws {
    var files = TokenizerFiles()
    // Protobuf joins repeated messages: a normaliser's specification that holds only the map goes behind the
    // model.
    let map = try Fixtures.characterMap()
    let field = [0x12] + Self.length(map.count) + map
    files.sentencePiece = try Fixtures.bytes("\(name).model") + [0x1A] + Self.length(field.count) + field
    files.config = try Fixtures.bytes("\(name).config.json")
    try expectEqual(
      try Tokenizer(files: files, modelType: name), try Tokenizer(json: try Fixtures.json(name)))
  }

  /// A number in groups of seven bits.
  private static func length(_ count: Int) -> [UInt8] {
    count < 0x80 ? [UInt8(count)] : [UInt8(count & 0x7F) | 0x80] + length(count >> 7)
  }

  @Test("vocab.json and merges.txt")
  func byteLevel() throws {
    let json = try Fixtures.json("roberta")
    let parsed = try JSONValue.parse(json)
    let model = try #require(parsed["model"])
    var files = TokenizerFiles()
    files.vocabularyJSON = try Fixtures.written(try #require(model["vocab"]))
    let merges = try #require(model["merges"]?.array).compactMap(\.string)
    files.merges = Array("#version: 0.2\n\(merges.joined(separator: "\n"))\n".utf8)
    files.config = Array(
      #"{"added_tokens_decoder":{"\#(0)":{"content":"<s>","special":true,"normalized":false}}}"#.utf8)
    let tokenizer = try Tokenizer(files: files, modelType: "roberta")
    let own = try Tokenizer(json: json)
    for text in ["It's 3.5%  of\n\nthe river", "naïve 水 👩‍👩‍👧", " x"] {
      #expect(try tokenizer.encode(.text(text)).ids == own.encode(.text(text)).ids)
    }
    #expect(tokenizer.maskID == 4 && tokenizer.classifierID == 0 && tokenizer.separatorID == 2)
    #expect(try tokenizer.encode(.text("x <mask>")).ids.contains(4))
    let prefixed = tokenizer.addingPrefixSpace()
    #expect(
      try prefixed.encode(.words(["river", "river"])).ids.dropFirst().first
        == tokenizer.encode(.text(" river")).ids.dropFirst().first)
  }

  @Test("MPNet has two separators between texts and its own special tokens")
  func mpnet() throws {
    var files = TokenizerFiles()
    let names = ["[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"]
    let lines = Samples.vocabulary.map { names[$0] ?? $0 }.joined(separator: "\n")
    files.vocabularyLines = Array(lines.utf8)
    let tokenizer = try Tokenizer(files: files, modelType: "mpnet")
    let encoding = try tokenizer.encode(.text("The <mask> is"), pair: .text("wide"))
    #expect(encoding.ids == [2, 5, 4, 10, 3, 3, 11, 3])
    #expect(encoding.typeIDs == [0, 0, 0, 0, 0, 0, 1, 1])
    #expect(encoding.offsets[2].range == 3..<10)
    #expect(tokenizer.specialCount(pair: true) == 4)
  }

  @Test("older special tokens and added tokens are read beside an older vocabulary")
  func olderTokens() throws {
    var files = TokenizerFiles()
    files.vocabularyLines = Samples.vocabularyFile
    files.specialTokensMap = Array(
      #"{"mask_token":{"content":"[MASK]","lstrip":true,"normalized":false}}"#.utf8)
    files.addedTokens = Array(#"{"bertrun":30,"[ENT]":31}"#.utf8)
    let tokenizer = try Tokenizer(files: files, modelType: "bert")
    let encoding = try tokenizer.encode(.text("bertrun [MASK] [ENT]"), addSpecialTokens: false)
    #expect(encoding.ids == [30, 4, 31])
    #expect(encoding.offsets[1].range == 7..<14)
  }

  @Test("what is missing is named")
  func missing() {
    #expect(throws: TokenizerError.noVocabulary(expected: ["tokenizer.json", "vocab.txt"])) {
      try Tokenizer(files: TokenizerFiles(), modelType: "electra")
    }
    #expect(throws: TokenizerError.unsupported(path: "model_type", kind: "gpt9")) {
      try Tokenizer(files: TokenizerFiles(), modelType: "gpt9")
    }
  }
}
