import Foundation
import JSON
import Testing
import Tokenizers

/// Checkpoints whose tokenizer transformers has in Python alone: the ids are its own, recorded.
@Suite("tokenizers without a fast form")
struct SlowTokenizerTests {
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
  }()

  private static let folder = Corpora.fixtures.appending(path: "slow")

  private func files(_ name: String) throws -> TokenizerFiles {
    let folder = Self.folder.appending(path: name)
    var files = TokenizerFiles()
    files.config = try Corpora.bytes(of: folder.appending(path: "tokenizer_config.json"))
    files.vocabularyLines = try Corpora.bytes(of: folder.appending(path: "vocab.txt"))
    files.codes = try? Corpora.bytes(of: folder.appending(path: "bpe.codes"))
    return files
  }

  @Test("ids and types are the reference's", arguments: names)
  func ids(name: String) throws {
    let tokenizer = try Tokenizer(files: try files(name), modelType: "bert")
    let rows = try Corpora.bytes(of: Self.folder.appending(path: "\(name).jsonl")).split(separator: 0x0A)
    #expect(rows.count > 10)
    for row in rows {
      let row = try JSONValue.parse(Array(row))
      let text = try #require(row["text"]?.string)
      let pair = try tokenizer.encode(.text(text), pair: .text(try #require(row["second"]?.string)))
      #expect(
        try tokenizer.encode(.text(text)).ids.map(Int.init) == row["ids"]?.array?.compactMap(\.int), "\(text)"
      )
      #expect(pair.ids.map(Int.init) == row["pair"]?.array?.compactMap(\.int), "\(text)")
      #expect(pair.typeIDs.map(Int.init) == row["types"]?.array?.compactMap(\.int), "\(text)")
      #expect(tokenizer.maskID.map(Int.init) == row["mask"]?.int)
    }
  }

  @Test("all of them were recorded")
  func recorded() { #expect(Self.names.count == 7) }

  @Test("characters stand for what they were normalised from, each a word")
  func characters() throws {
    let tokenizer = try Tokenizer(files: try files("japanese-mecab-character"), modelType: "bert")
    let tokens = tokenizer.tokenize(.text("\u{FF76}\u{FF9E} 本"))
    #expect(tokens.offsets.map(\.range) == [0..<3, 7..<10])
    #expect(tokens.wordIDs == [0, 1])
  }

  @Test("pieces of a word and its line feed stand for their own characters")
  func continuedPieces() throws {
    let tokenizer = try Tokenizer(files: try files("bertweet"), modelType: "roberta")
    let tokens = tokenizer.tokenize(.text("xriver is\n"))
    #expect(tokens.wordIDs.last == 1)
    #expect(tokens.offsets.first?.range == 0..<1)
    #expect(tokens.offsets.last?.range.upperBound == 10)
    #expect(tokens.ids.first == tokenizer.unknownID && tokens.ids.last == tokenizer.unknownID)
    #expect(tokenizer.modelMaximumLength == 128)
  }

  @Test("a word tokenizer that is not here is named, unless there is a tokenizer.json")
  func wordTokenizers() throws {
    var files = try files("japanese-basic")
    func use(_ config: String) {
      files.config = Array(#"{"tokenizer_class":"BertJapaneseTokenizer",\#(config)}"#.utf8)
    }
    use(#""subword_tokenizer_type":"sentencepiece""#)
    #expect(
      throws: TokenizerError.unsupported(path: "subword_tokenizer_type", kind: "sentencepiece")
    ) { try Tokenizer(files: files, modelType: "bert") }
    for (name, more) in [
      ("mecab", ""), ("sudachi", ""), ("jumanpp", #","subword_tokenizer_type":"character""#),
    ] {
      use(#""word_tokenizer_type":"\#(name)"\#(more)"#)
      #expect(
        try Tokenizer(files: files, modelType: "bert").missingWordTokenizer
          == .missingWordTokenizer(className: "BertJapaneseTokenizer", wordTokenizer: name))
    }
    for config in [
      #""word_tokenizer_type":"basic""#,
      #""word_tokenizer_type":"mecab","subword_tokenizer_type":"character""#,
    ] {
      use(config)
      #expect(try Tokenizer(files: files, modelType: "bert").missingWordTokenizer == nil)
    }
    files.tokenizerJSON = Samples.json()
    #expect(try Tokenizer(files: files, modelType: "bert").tokenize(.text("the")).ids == [5])
  }

  @Test(
    "words that MeCab cut are cut further, whole, in compatibility form and in small letters where that is set"
  )
  func givenWords() throws {
    var files = TokenizerFiles()
    files.vocabularyLines = Array("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n##-\n##cat\nab\n".utf8)
    files.config = Array(
      #"{"tokenizer_class":"BertJapaneseTokenizer","word_tokenizer_type":"mecab","do_lower_case":true}"#.utf8)
    let tokens = try Tokenizer(files: files, modelType: "bert").tokenize(.words(["THE-Cat", "\u{FF41}b"]))
    #expect(tokens.ids == [5, 6, 7, 8])
    #expect(tokens.wordIDs == [0, 0, 0, 1])
    #expect(tokens.offsets.map(\.range) == [0..<3, 3..<4, 4..<7, 0..<4])
  }

  @Test("a class that is not implemented is named, unless there is a tokenizer.json")
  func unknownClasses() throws {
    var files = TokenizerFiles()
    files.vocabularyLines = Samples.vocabularyFile
    for name in ["KoBERTTokenizer", "EsmTokenizer", "XLNetTokenizerFast", "Invented"] {
      files.config = Array(#"{"tokenizer_class":"\#(name)"}"#.utf8)
      #expect(throws: TokenizerError.unknownClass(name)) { try Tokenizer(files: files, modelType: "bert") }
    }
    files.config = nil
    #expect(throws: TokenizerError.unknownClass("Invented")) {
      try Tokenizer(files: files, modelType: "bert", className: "Invented")
    }
    for name in ["BertTokenizer", "PreTrainedTokenizerFast", "ElectraTokenizerFast"] {
      #expect(
        try Tokenizer(files: files, modelType: "bert", className: name).tokenize(.text("The")).ids == [5])
    }
    // A class that is not known adds nothing to the file: no default of BERT's wins over it.
    files.tokenizerJSON = Samples.json(normalizer: #"{"type":"BertNormalizer","lowercase":false}"#)
    let cased = try Tokenizer(files: files, modelType: "bert", className: "Invented")
    #expect(cased.tokenize(.text("The the")).ids == [1, 5])
    #expect(cased.overrides == [])
  }

  @Test("tweets are not rewritten")
  func normalization() throws {
    var files = try files("bertweet")
    files.config = Array(#"{"tokenizer_class":"BertweetTokenizer","normalization":true}"#.utf8)
    #expect(throws: TokenizerError.unsupported(path: "normalization", kind: "true")) {
      try Tokenizer(files: files, modelType: "roberta")
    }
    files.codes = nil
    #expect(throws: TokenizerError.noVocabulary(expected: ["tokenizer.json", "vocab.txt", "bpe.codes"])) {
      try Tokenizer(files: files, modelType: "roberta", className: nil)
    }
  }
}
