import JSON

extension Tokenizer {
  /// Reads a `tokenizer.json`; where `overrides` has a setting that differs, it wins. Of its blocks for truncation and padding
  /// only the side is read: what is cut is the caller's to say.
  package init(json: [UInt8], overrides config: TokenizerConfig? = nil) throws(TokenizerError) {
    try self.init(json: json, config: config ?? TokenizerConfig(), family: nil)
  }

  init(json: [UInt8], config: TokenizerConfig, family: TokenizerFamily?) throws(TokenizerError) {
    let reader = try StageReader(try .parsing(json, file: "tokenizer.json"), path: "")
    try self.init(stages: try Stages(reader), config: config, family: family)
  }
}

extension Tokenizer.Stages {
  /// Reads the stages of a `tokenizer.json`.
  init(_ reader: StageReader) throws(TokenizerError) {
    model = try Model(try reader.child("model"))
    if reader.value("normalizer") != nil { normalizer = try Normalizer(try reader.child("normalizer")) }
    if reader.value("pre_tokenizer") != nil {
      preTokenizer = try PreTokenizer(try reader.child("pre_tokenizer"))
    }
    if reader.value("post_processor") != nil {
      postProcessing = try PostProcessingStage.stages(try reader.child("post_processor"))
    }
    if reader.value("added_tokens") != nil {
      for stage in try reader.stages("added_tokens", depth: 0) { added.set(try AddedToken(stage)) }
    }
    if reader.value("padding") != nil {
      padsLeft = try reader.child("padding").optionalString("direction").map { $0 == "Left" }
    }
  }
}
