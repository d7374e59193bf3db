import Tokenizers

/// Small tokenizers written out, so that a test shows all that it depends on.
enum Samples {
  /// A lower-casing BERT tokenizer over a handful of tokens.
  static let vocabulary = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "river", "##s", "run", "##ning", "is", "wide", ".",
    ",", "!", "a", "##a", "b", "##b", "c", "##c", "cafe", "1", "##2", "水", "ß", "'", "t", "don", "i",
  ]

  /// That vocabulary as the lines of a `vocab.txt`.
  static var vocabularyFile: [UInt8] { Array((vocabulary.joined(separator: "\n") + "\n").utf8) }

  /// A `tokenizer.json` over that vocabulary; members of the model, and whole further members, may be
  /// replaced.
  static func json(
    addedTokens: String = "[]", normalizer: String = #"{"type":"BertNormalizer","lowercase":true}"#,
    preTokenizer: String = #"{"type":"BertPreTokenizer"}"#, postProcessor: String = template
  ) -> [UInt8] {
    let entries = vocabulary.enumerated().map { "\"\($0.element)\":\($0.offset)" }.joined(separator: ",")
    let model = """
      {"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
       "max_input_chars_per_word":100,"vocab":{\(entries)}}
      """
    return json(
      model: model, addedTokens: addedTokens, normalizer: normalizer, preTokenizer: preTokenizer,
      postProcessor: postProcessor)
  }

  /// A `tokenizer.json` of a model and the stages given.
  static func json(
    model: String, addedTokens: String = "[]", normalizer: String = "null", preTokenizer: String = "null",
    postProcessor: String = "null"
  ) -> [UInt8] {
    let text = """
      {"version":"1.0","truncation":{"max_length":2},"padding":null,"added_tokens":\(addedTokens),
       "normalizer":\(normalizer),"pre_tokenizer":\(preTokenizer),"post_processor":\(postProcessor),
       "decoder":null,"model":\(model)}
      """
    return Array(text.utf8)
  }

  /// BERT's template.
  static let template = #"""
    {"type":"TemplateProcessing",
     "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
               {"SpecialToken":{"id":"[SEP]","type_id":0}}],
     "pair":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
             {"SpecialToken":{"id":"[SEP]","type_id":0}},{"Sequence":{"id":"B","type_id":1}},
             {"SpecialToken":{"id":"[SEP]","type_id":1}}],
     "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
                       "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}}
    """#
}

extension Encoding {
  /// The slices of a text that the tokens stand for.
  func slices(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    return offsets.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }
}
