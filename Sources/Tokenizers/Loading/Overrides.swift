extension Normalizer {
  /// The stage with the settings of `tokenizer_config.json` in place of its own, as the classes of
  /// transformers 4 rewrite it; `overrides` learns which those are. Only a BERT normaliser that stands alone
  /// is rewritten.
  func overridden(by config: TokenizerConfig, noting overrides: inout [TokenizerOverride]) -> Normalizer {
    guard case .bert(let stage) = self else { return self }
    let lowercases = config.lowercases ?? stage.lowercases
    let stripsAccents = config.stripsAccents ?? stage.stripsAccents
    let isolatesIdeographs = config.isolatesIdeographs ?? stage.isolatesIdeographs
    overrides.note("do_lower_case", stage.lowercases, lowercases)
    overrides.note("strip_accents", stage.stripsAccents, stripsAccents)
    overrides.note("tokenize_chinese_chars", stage.isolatesIdeographs, isolatesIdeographs)
    return .bert(
      BertNormalizer(
        cleansText: stage.cleansText, isolatesIdeographs: isolatesIdeographs, stripsAccents: stripsAccents,
        lowercases: lowercases))
  }
}

extension PreTokenizer {
  /// The stage with the blank before a text that `tokenizer_config.json` asks for; only a byte-level stage
  /// that stands alone is rewritten.
  func overridden(by config: TokenizerConfig, noting overrides: inout [TokenizerOverride]) -> PreTokenizer {
    guard case .byteLevel(let stage) = self, let adds = config.addsPrefixSpace else { return self }
    overrides.note("add_prefix_space", stage.addsPrefixSpace, adds)
    return .byteLevel(ByteLevel(addsPrefixSpace: adds, cutsWords: stage.cutsWords))
  }

  /// The stage with a blank before every text, where it is a byte-level one.
  func addingPrefixSpace() -> PreTokenizer {
    switch self {
    case .byteLevel(let stage): .byteLevel(ByteLevel(addsPrefixSpace: true, cutsWords: stage.cutsWords))
    case .sequence(let stages): .sequence(stages.map { $0.addingPrefixSpace() })
    default: self
    }
  }
}

extension PostProcessingStage {
  /// The stage with the offsets that `tokenizer_config.json` asks for; only RoBERTa's is rewritten.
  func overridden(by config: TokenizerConfig, noting overrides: inout [TokenizerOverride])
    -> PostProcessingStage
  {
    guard case .roberta(let stage) = self else { return self }
    let trims = config.trimsOffsets ?? (stage.trim != nil)
    overrides.note("trim_offsets", stage.trim != nil, trims)
    let adds = config.addsPrefixSpace ?? stage.addsPrefixSpace
    return .roberta(
      RobertaProcessing(
        classifier: stage.classifier, separator: stage.separator, addsPrefixSpace: adds, trimsOffsets: trims))
  }
}

extension [TokenizerOverride] {
  /// Notes a setting that was replaced by another value.
  fileprivate mutating func note(_ key: String, _ old: Bool?, _ new: Bool?) {
    guard old != new else { return }
    append(
      TokenizerOverride(
        key: key, replaced: old.map { "\($0)" } ?? "null", value: new.map { "\($0)" } ?? "null"))
  }
}

extension Tokenizer {
  /// The tokenizer as byte-level models need it for given words: with a blank before each, as transformers'
  /// `add_prefix_space`. Other tokenizers stay as they are.
  package func addingPrefixSpace() -> Tokenizer {
    var copy = self
    copy.preTokenizer = preTokenizer?.addingPrefixSpace()
    copy.postProcessor.addPrefixSpace()
    copy.identity = Identity()
    return copy
  }
}
