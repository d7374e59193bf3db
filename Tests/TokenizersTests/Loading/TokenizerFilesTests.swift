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
    var files = try sentencePieceFiles(name)
    files.config = try Fixtures.bytes("\(name).config.json")
    try expectEqual(
      try Tokenizer(files: files, modelType: name), try Tokenizer(json: try Fixtures.json(name)))
  }

  @Test(
    "without a configuration the mask is the family's: it takes the blanks before it",
    arguments: [("albert", "[MASK]"), ("camembert", "<mask>"), ("xlm-roberta", "<mask>")])
  func masks(name: String, mask: String) throws {
    let tokenizer = try Tokenizer(files: sentencePieceFiles(name), modelType: name)
    let encoding = try tokenizer.encode(.text("a  \(mask)b"))
    let place = try #require(encoding.ids.firstIndex { $0 == tokenizer.maskID })
    #expect(encoding.offsets[place].range == 1..<3 + mask.utf8.count)
    #expect(tokenizer.isSpecial(encoding.ids[place]))
  }

  /// The model that a family's tokenizer was trained as, with its character map.
  private func sentencePieceFiles(_ name: String) throws -> TokenizerFiles {
    var files = TokenizerFiles()
    // Protobuf joins repeated messages: a normaliser's specification that holds only the map goes behind the
    // model.
    let map = try Fixtures.characterMap()
    let field = [0x12] + Self.length(map.count) + map
    files.sentencePiece = try Fixtures.bytes("\(name).model") + [0x1A] + Self.length(field.count) + field
    return files
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
    // As in transformers 5, the mask takes the blanks before it only where a file says so.
    #expect(try tokenizer.encode(.text("x  <mask>y")).ids == [0, 92, 225, 225, 4, 93, 2])
    files.config = Array(#"{"mask_token":{"content":"<mask>","lstrip":true}}"#.utf8)
    #expect(
      try Tokenizer(files: files, modelType: "roberta").encode(.text("x  <mask>y")).ids == [0, 92, 4, 93, 2])
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

  /// A tokenizer.json beside a tokenizer_config.json, of a model type.
  private func tokenizer(_ json: [UInt8], config: String?, modelType: String) throws -> Tokenizer {
    var files = TokenizerFiles()
    files.tokenizerJSON = json
    files.config = config.map { Array($0.utf8) }
    return try Tokenizer(files: files, modelType: modelType)
  }

  /// As `BertTokenizerFast` of transformers 4.57 and `BertTokenizer` of 5.24 do it.
  @Test("what tokenizer_config.json leaves open is the class's default, which wins over tokenizer.json")
  func defaultsOfBERT() throws {
    let json = Samples.json(
      normalizer: #"{"type":"BertNormalizer","lowercase":false,"handle_chinese_chars":false}"#)
    for modelType in ["bert", "distilbert", "electra", "mpnet"] {
      for config in [nil, "{}", #"{"tokenizer_class":"BertTokenizerFast"}"#] {
        let tokenizer = try tokenizer(json, config: config, modelType: modelType)
        #expect(try tokenizer.encode(.text("THE 水A"), addSpecialTokens: false).ids == [5, 24, 15])
        #expect(
          tokenizer.overrides == [
            TokenizerOverride(key: "do_lower_case", replaced: "false", value: "true", isDefault: true),
            TokenizerOverride(
              key: "tokenize_chinese_chars", replaced: "false", value: "true", isDefault: true),
          ])
      }
    }
    for config in [
      #"{"tokenizer_class":"PreTrainedTokenizerFast"}"#,
      #"{"do_lower_case":false,"strip_accents":null,"tokenize_chinese_chars":false}"#,
    ] {
      let tokenizer = try tokenizer(json, config: config, modelType: "bert")
      #expect(try tokenizer.encode(.text("THE the"), addSpecialTokens: false).ids == [1, 5])
      #expect(tokenizer.overrides == [])
    }
  }

  /// As `RobertaTokenizerFast` of transformers 4.57 and `RobertaTokenizer` of 5.24 do it.
  @Test("a blank before the text, and blanks in offsets, are RoBERTa's defaults unless set")
  func defaultsOfRoBERTa() throws {
    let text = String(decoding: try Fixtures.json("roberta"), as: UTF8.self)
    let other = text.replacing(#""add_prefix_space":false"#, with: #""add_prefix_space":true"#)
      .replacing(#""trim_offsets":true"#, with: #""trim_offsets":false"#)
    #expect(other != text)
    let plain = try Fixtures.tokenizer("roberta").encode(.text("the river"))
    let silent = try tokenizer(Array(other.utf8), config: nil, modelType: "roberta")
    #expect(try silent.encode(.text("the river")).ids == plain.ids)
    #expect(try silent.encode(.text("the river")).offsets == plain.offsets)
    #expect(silent.overrides.map(\.key) == ["add_prefix_space", "trim_offsets"])
    #expect(silent.overrides.map(\.isDefault) == [true, true])
    let set = try tokenizer(
      Array(other.utf8), config: #"{"add_prefix_space":true,"trim_offsets":false}"#, modelType: "roberta")
    #expect(try set.encode(.text("the river")).ids != plain.ids)
    #expect(set.overrides == [])
  }

  @Test("the class that tokenizer_config.json names goes before the model type")
  func className() throws {
    var files = TokenizerFiles()
    files.vocabularyLines = Samples.vocabularyFile
    files.config = Array(#"{"tokenizer_class":"BertTokenizer"}"#.utf8)
    let tokenizer = try Tokenizer(files: files, modelType: "roberta")
    #expect(try tokenizer.encode(.text("The")).ids == [2, 5, 3])
    files.config = nil
    let named = try Tokenizer(files: files, modelType: "roberta", className: "BertTokenizer")
    #expect(try named.encode(.text("The")).ids == [2, 5, 3])

    // A BERT with the vocabulary of XLM-RoBERTa: BERT's special tokens are none of its own.
    let json = try Fixtures.json("xlm-roberta")
    let size = try Tokenizer(json: json).vocabularySize
    for name in ["XLMRobertaTokenizer", "XLMRobertaTokenizerFast", "PreTrainedTokenizerFast"] {
      let tokenizer = try self.tokenizer(
        json, config: #"{"tokenizer_class":"\#(name)"}"#, modelType: "bert")
      #expect(tokenizer.vocabularySize == size)
      #expect(tokenizer.id(of: "[CLS]") == nil)
    }
  }

  @Test("the padding side is tokenizer_config.json's, else tokenizer.json's")
  func paddingSide() throws {
    let json = String(decoding: Samples.json(), as: UTF8.self)
    let left = json.replacing(#""padding":null"#, with: #""padding":{"direction":"Left"}"#)
    func padsLeft(_ json: String, _ config: String?) throws -> Bool {
      try tokenizer(Array(json.utf8), config: config, modelType: "bert").padsLeft
    }
    #expect(try padsLeft(json, nil) == false)
    #expect(try padsLeft(left, nil))
    #expect(try padsLeft(json, #"{"padding_side":"left"}"#))
    #expect(try padsLeft(left, #"{"padding_side":"right"}"#) == false)
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
