extension Normalizer {
  /// The stage with the settings of `tokenizer_config.json` in place of its own, as the classes of transformers 4 rewrite it;
  /// `overrides` learns which those are. Only a BERT normaliser that stands alone is rewritten.
  func overridden(by config: TokenizerConfig, noting overrides: inout [TokenizerOverride]) -> Normalizer {
    guard case .bert(let stage) = self else { return self }
    let lowercases = config.lowercases ?? stage.lowercases
    let stripsAccents = config.stripsAccents ?? stage.stripsAccents
    let isolatesIdeographs = config.isolatesIdeographs ?? stage.isolatesIdeographs
    func note(_ key: String, _ old: Bool?, _ new: Bool?) {
      guard old != new else { return }
      overrides.append(
        TokenizerOverride(
          key: key, replaced: old.map { "\($0)" } ?? "null", value: new.map { "\($0)" } ?? "null"))
    }
    note("do_lower_case", stage.lowercases, lowercases)
    note("strip_accents", stage.stripsAccents, stripsAccents)
    note("tokenize_chinese_chars", stage.isolatesIdeographs, isolatesIdeographs)
    return .bert(
      BertNormalizer(
        cleansText: stage.cleansText, isolatesIdeographs: isolatesIdeographs, stripsAccents: stripsAccents,
        lowercases: lowercases))
  }
}
