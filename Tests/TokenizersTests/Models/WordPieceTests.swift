import Testing
import Tokenizers

@Suite("WordPiece")
struct WordPieceTests {
  private func tokenizer() throws -> Tokenizer { try Tokenizer(json: Samples.json()) }

  @Test("words are cut greedily and offsets slice the given text")
  func slices() throws {
    let tokenizer = try tokenizer()
    let text = "The  RIVERS, running—is Café\u{301}."
    let encoding = try tokenizer.encode(.text(text), addSpecialTokens: false)
    #expect(
      tokenizer.tokens(of: encoding.first) == [
        "the", "river", "##s", ",", "run", "##ning", "[UNK]", "is", "cafe", ".",
      ])
    #expect(
      encoding.first.slices(of: text) == [
        "The", "RIVER", "S", ",", "run", "ning", "—", "is", "Café", ".",
      ])
    #expect(encoding.wordIDs == [0, 1, 1, 2, 3, 3, 4, 5, 6, 7])
  }

  @Test("a pair has types, sequences and restarted words")
  func pair() throws {
    let tokenizer = try tokenizer()
    let encoding = try tokenizer.encode(.text("the river"), pair: .text("is wide"))
    #expect(encoding.ids == [2, 5, 6, 3, 10, 11, 3])
    #expect(encoding.typeIDs == [0, 0, 0, 0, 1, 1, 1])
    #expect(encoding.sequenceIDs == [-1, 0, 0, -1, 1, 1, -1])
    #expect(encoding.wordIDs == [-1, 0, 1, -1, 0, 1, -1])
    #expect(encoding.isSpecial == [true, false, false, true, false, false, true])
    #expect(encoding.offsets[4].range == 0..<2)
  }

  @Test("a word with a rest that fits nothing is unknown as a whole, and so is one of too many scalars")
  func unknown() throws {
    let tokenizer = try tokenizer()
    #expect(try tokenizer.encode(.text("riverz"), addSpecialTokens: false).ids == [1])
    let long = String(repeating: "a", count: 100)
    #expect(try tokenizer.encode(.text(long), addSpecialTokens: false).count == 100)
    #expect(try tokenizer.encode(.text(long + "a"), addSpecialTokens: false).ids == [1])
  }

  @Test("given words are tokenized on their own, with offsets within each")
  func words() throws {
    let tokenizer = try tokenizer()
    let tokens = tokenizer.tokenize(.words(["rivers", "", "run.", "水a"]))
    #expect(tokens.wordIDs == [0, 0, 2, 2, 3, 3])
    #expect(tokens.offsets.map(\.range) == [0..<5, 5..<6, 0..<3, 3..<4, 0..<3, 3..<4])
  }

  @Test("a vocab.txt makes the tokenizer that a tokenizer.json describes")
  func vocabularyFile() throws {
    let fromLines = try Tokenizer(vocabulary: Samples.vocabularyFile)
    let fromJSON = try tokenizer()
    let text = "The café's rivers RUN [MASK] 水12!"
    let left = try fromLines.encode(.text(text), pair: .text(text))
    #expect(left.ids.contains(4))
    let right = try Tokenizer(
      json: Samples.json(
        addedTokens: #"[{"id":4,"content":"[MASK]","special":true,"normalized":false}]"#)
    ).encode(.text(text), pair: .text(text))
    #expect(left.ids == right.ids)
    #expect(left.typeIDs == right.typeIDs)
    #expect(left.offsets == right.offsets)
    #expect(fromLines.maskID == 4 && fromJSON.separatorID == 3 && fromJSON.unknownID == 1)
  }

  @Test("the settings of tokenizer_config.json win and are listed")
  func overrides() throws {
    let config = try TokenizerConfig(json: Array(#"{"do_lower_case":false,"strip_accents":null}"#.utf8))
    let tokenizer = try Tokenizer(json: Samples.json(), overrides: config)
    #expect(
      tokenizer.overrides == [TokenizerOverride(key: "do_lower_case", replaced: "true", value: "false")])
    #expect(try tokenizer.encode(.text("The"), addSpecialTokens: false).ids == [1])
  }
}
