import JSON
import Testing
import Tokenizers

/// Files that are broken, by accident or on purpose: an error that names the place, never a crash.
@Suite("broken tokenizers")
struct TokenizerErrorTests {
  private func error(_ json: [UInt8]) -> TokenizerError? {
    do throws(TokenizerError) {
      _ = try Tokenizer(json: json)
      return nil
    } catch {
      return error
    }
  }

  private func error(model: String) -> TokenizerError? { error(Array(#"{"model":\#(model)}"#.utf8)) }

  @Test("what is no tokenizer at all")
  func notATokenizer() {
    #expect(
      error([]) == .json(file: "tokenizer.json", JSONError(.unexpectedEnd(expected: .value), offset: 0)))
    #expect(error(Array("[1]".utf8)) == .wrongType(path: "", expected: .object))
    #expect(error(Array("{}".utf8)) == .missing(path: "model"))
    #expect(error(model: "3") == .wrongType(path: "model", expected: .object))
    #expect(error(model: "{}") == .missing(path: "model.vocab"))
    #expect(error(model: #"{"type":"Oracle"}"#) == .unsupported(path: "model.type", kind: "Oracle"))
  }

  @Test("vocabularies")
  func vocabularies() {
    func wordPiece(_ vocab: String) -> TokenizerError? {
      error(model: #"{"type":"WordPiece","vocab":\#(vocab)}"#)
    }
    #expect(wordPiece("[]") == .wrongType(path: "model.vocab", expected: .object))
    #expect(wordPiece("{}") == .unknownToken(path: "model.unk_token", token: "[UNK]"))
    #expect(
      wordPiece(#"{"[UNK]":-1}"#) == .idOutOfRange(path: "model.vocab", token: "[UNK]", id: "-1"))
    #expect(
      wordPiece(#"{"[UNK]":2147483648}"#)
        == .idOutOfRange(path: "model.vocab", token: "[UNK]", id: "2147483648"))
    #expect(wordPiece(#"{"[UNK]":"0"}"#) == .wrongType(path: "model.vocab", expected: .integer))
    #expect(wordPiece(#"{"[UNK]":2147483647}"#) == nil)
    #expect(
      error(model: #"{"type":"WordPiece","vocab":{"[UNK]":0},"max_input_chars_per_word":-5}"#)
        == .invalidValue(path: "model.max_input_chars_per_word", value: "-5"))
  }

  @Test("merges")
  func merges() {
    func bytePair(_ merges: String) -> TokenizerError? {
      error(model: #"{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":\#(merges)}"#)
    }
    #expect(bytePair(#"["a b"]"#) == nil)
    #expect(bytePair(#"[["a","b"]]"#) == nil)
    #expect(bytePair(#"["a b c"]"#) == .invalidValue(path: "model.merges[0]", value: "a b c"))
    #expect(bytePair(#"[7]"#) == .wrongType(path: "model.merges[0]", expected: .stringOrPair))
    #expect(bytePair(#"["b a"]"#) == .unknownToken(path: "model.merges", token: "ba"))
    #expect(error(model: #"{"type":"BPE","vocab":{}}"#) == .missing(path: "model.merges"))
  }

  @Test("unigram models")
  func unigram() {
    func unigram(_ members: String) -> TokenizerError? { error(model: #"{"type":"Unigram",\#(members)}"#) }
    #expect(unigram(#""vocab":[["a",-1]],"unk_id":0"#) == nil)
    #expect(unigram(#""vocab":[["a",-1]],"unk_id":1"#) == .invalidValue(path: "model.unk_id", value: "1"))
    #expect(unigram(#""vocab":[],"unk_id":0"#) == .invalidValue(path: "model.unk_id", value: "0"))
    #expect(unigram(#""vocab":[["a",-1]]"#) == .missing(path: "model.unk_id"))
    #expect(
      unigram(#""vocab":[["a",-1],["b"]],"unk_id":0"#)
        == .wrongType(path: "model.vocab[1]", expected: .pieceAndScore))
  }

  @Test("normalisers")
  func normalizers() {
    func normalizer(_ json: String) -> TokenizerError? { error(Samples.json(normalizer: json)) }
    #expect(normalizer(#"{"type":"Mirror"}"#) == .unsupported(path: "normalizer.type", kind: "Mirror"))
    #expect(normalizer("{}") == .missing(path: "normalizer.type"))
    #expect(
      normalizer(#"{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Strip","strip_left":1}]}"#)
        == .wrongType(path: "normalizer.normalizers[1].strip_left", expected: .boolean))
    #expect(
      normalizer(#"{"type":"Replace","pattern":{"Regex":"(a|b)*c"},"content":""}"#)
        == .unsupported(path: "normalizer.pattern", kind: "(a|b)*c"))
    #expect(
      normalizer(#"{"type":"Replace","pattern":{"String":""},"content":""}"#)
        == .invalidValue(path: "normalizer.pattern", value: ""))
    let map = "normalizer.precompiled_charsmap"
    #expect(
      normalizer(#"{"type":"Precompiled","precompiled_charsmap":"*"}"#)
        == .malformed(file: map, detail: .notBase64(offset: 0)))
    #expect(
      normalizer(#"{"type":"Precompiled","precompiled_charsmap":"////fw=="}"#)
        == .malformed(file: map, detail: .truncated(offset: 4)))
  }

  @Test("stages within stages stop somewhere")
  func depth() {
    var stage = #"{"type":"NFC"}"#
    for _ in 0..<40 { stage = #"{"type":"Sequence","normalizers":[\#(stage)]}"# }
    guard case .tooDeep(_, let limit) = error(Samples.json(normalizer: stage)) else {
      Issue.record("deep nesting was taken")
      return
    }
    #expect(limit == 16)
  }

  @Test("pre-tokenizers")
  func preTokenizers() {
    func preTokenizer(_ json: String) -> TokenizerError? { error(Samples.json(preTokenizer: json)) }
    #expect(
      preTokenizer(#"{"type":"Metaspace","replacement":"__"}"#)
        == .invalidValue(path: "pre_tokenizer.replacement", value: "__"))
    #expect(
      preTokenizer(#"{"type":"Metaspace","replacement":"_","prepend_scheme":"last"}"#)
        == .unsupported(path: "pre_tokenizer.prepend_scheme", kind: "last"))
    #expect(
      preTokenizer(#"{"type":"Punctuation","behavior":"Eaten"}"#)
        == .unsupported(path: "pre_tokenizer.behavior", kind: "Eaten"))
    #expect(
      preTokenizer(#"{"type":"Sequence"}"#) == .missing(path: "pre_tokenizer.pretokenizers"))
  }

  @Test("post-processors")
  func postProcessors() {
    func template(_ single: String, pair: String = "[]") -> TokenizerError? {
      error(
        Samples.json(
          postProcessor:
            #"{"type":"TemplateProcessing","single":\#(single),"pair":\#(pair),"special_tokens":{}}"#))
    }
    #expect(
      template(#"[{"SpecialToken":{"id":"[CLS]","type_id":0}}]"#)
        == .unknownToken(path: "post_processor.single[0].SpecialToken.id", token: "[CLS]"))
    #expect(
      template(#"[{"Sequence":{"id":"B","type_id":0}}]"#)
        == .invalidValue(path: "post_processor.single[0].Sequence.id", value: "B"))
    #expect(
      template(#"[{"Sequence":{"id":"A","type_id":-1}}]"#)
        == .idOutOfRange(path: "post_processor.single[0].Sequence.type_id", token: "", id: "-1"))
    #expect(
      error(Samples.json(postProcessor: #"{"type":"BertProcessing","cls":["[CLS]",2],"sep":[]}"#))
        == .invalidValue(path: "post_processor.sep", value: "[0]"))
    let twice = #"{"type":"Sequence","processors":[\#(Samples.template),\#(Samples.template)]}"#
    #expect(
      error(Samples.json(postProcessor: twice))
        == .invalidValue(path: "post_processor", value: "TemplateProcessing"))
  }

  @Test("settings of the wrong type, and models of sentencepiece cut short")
  func otherFiles() throws {
    #expect(throws: TokenizerError.wrongType(path: "do_lower_case", expected: .boolean)) {
      try TokenizerConfig(json: Array(#"{"do_lower_case":"yes"}"#.utf8))
    }
    var files = TokenizerFiles()
    let model = try Fixtures.bytes("albert.model")
    for length in [0, 1, 2, 100, model.count / 2] {
      files.sentencePiece = Array(model.prefix(length))
      #expect(throws: TokenizerError.self) { try Tokenizer(files: files, modelType: "albert") }
    }
    files.sentencePiece = [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
    #expect(
      throws: TokenizerError.malformed(file: "sentencepiece model", detail: .truncated(offset: 6))
    ) {
      try Tokenizer(files: files, modelType: "albert")
    }
  }

  @Test("a tokenizer.json cut anywhere is refused")
  func truncated() throws {
    let json = Samples.json()
    for length in 0..<json.count { #expect(error(Array(json.prefix(length))) != nil) }
  }
}
