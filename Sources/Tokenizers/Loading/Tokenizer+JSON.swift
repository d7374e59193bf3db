import JSON

extension Tokenizer {
  /// Reads a `tokenizer.json`; where `overrides` has a setting that differs, it wins. Its blocks for truncation and padding are not
  /// read: what is cut is the caller's to say.
  package init(json: [UInt8], overrides config: TokenizerConfig? = nil) throws(TokenizerError) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue.parse(json)
    } catch {
      throw .json(file: "tokenizer.json", error)
    }
    let reader = try StageReader(value, path: "")
    self.config = config ?? TokenizerConfig()
    model = try Model(try reader.child("model"))
    if reader.value("normalizer") != nil { normalizer = try Normalizer(try reader.child("normalizer")) }
    if reader.value("pre_tokenizer") != nil {
      preTokenizer = try PreTokenizer(try reader.child("pre_tokenizer"))
    }
    postProcessor = PostProcessor()
    if reader.value("post_processor") != nil {
      let stage = try reader.child("post_processor")
      postProcessor = try PostProcessor(try PostProcessingStage.stages(stage), path: stage.path)
    }
    var list: [AddedToken] = []
    if reader.value("added_tokens") != nil {
      for stage in try reader.stages("added_tokens", depth: 0) { list.append(try AddedToken(stage)) }
    }
    if let normalizer { self.normalizer = normalizer.overridden(by: self.config, noting: &overrides) }
    addedTokens = AddedTokens(list, model: model, normalizer: normalizer)
  }
}
