/// The settings with which the classes of transformers rewrite the stages of a `tokenizer.json`: those of
/// `tokenizer_config.json`, else the defaults of the class, which win just as well; nil where the class has none.
struct TokenizerSettings {
  /// A setting, and whether it is a default.
  struct Setting<Value: Equatable> {
    var value: Value
    var isDefault: Bool

    init?(_ given: Value?, default fallback: Value?) {
      guard let value = given ?? fallback else { return nil }
      self.value = value
      isDefault = given == nil
    }
  }

  let lowercases: Setting<Bool>?
  let stripsAccents: Setting<Bool?>?
  let isolatesIdeographs: Setting<Bool>?
  let addsPrefixSpace: Setting<Bool>?
  let trimsOffsets: Setting<Bool>?

  /// The settings of a configuration in a family; without one, those that the configuration has.
  init(_ config: TokenizerConfig, family: TokenizerFamily?) {
    var isWordPiece = false
    var isByteLevel = false
    switch family?.form {
    case .wordPiece: isWordPiece = true
    case .byteLevel: isByteLevel = true
    default: break
    }
    lowercases = Setting(config.lowercases, default: isWordPiece ? true : nil)
    stripsAccents = Setting(config.stripsAccents, default: isWordPiece ? .some(nil) : nil)
    isolatesIdeographs = Setting(config.isolatesIdeographs, default: isWordPiece ? true : nil)
    addsPrefixSpace = Setting(config.addsPrefixSpace, default: isByteLevel ? false : nil)
    trimsOffsets = Setting(config.trimsOffsets, default: isByteLevel ? true : nil)
  }
}

extension Normalizer {
  /// The stage with `settings` in place of its own, as transformers rewrites it; `overrides` learns which those are. Only a
  /// BERT normaliser that stands alone is rewritten.
  func overridden(by settings: TokenizerSettings, noting overrides: inout [TokenizerOverride]) -> Normalizer {
    guard case .bert(let stage) = self else { return self }
    overrides.note("do_lower_case", stage.lowercases, settings.lowercases)
    overrides.note("strip_accents", stage.stripsAccents, settings.stripsAccents)
    overrides.note("tokenize_chinese_chars", stage.isolatesIdeographs, settings.isolatesIdeographs)
    return .bert(
      BertNormalizer(
        cleansText: stage.cleansText,
        isolatesIdeographs: settings.isolatesIdeographs?.value ?? stage.isolatesIdeographs,
        stripsAccents: settings.stripsAccents.map(\.value) ?? stage.stripsAccents,
        lowercases: settings.lowercases?.value ?? stage.lowercases))
  }
}

extension PreTokenizer {
  /// The stage with or without the blank before a text; only a byte-level stage that stands alone is rewritten.
  func overridden(by settings: TokenizerSettings, noting overrides: inout [TokenizerOverride]) -> PreTokenizer
  {
    guard case .byteLevel(let stage) = self, let adds = settings.addsPrefixSpace else { return self }
    overrides.note("add_prefix_space", stage.addsPrefixSpace, adds)
    return .byteLevel(ByteLevel(addsPrefixSpace: adds.value, cutsWords: stage.cutsWords))
  }
}

extension PostProcessingStage {
  /// The stage with other offsets; only RoBERTa's is rewritten.
  func overridden(by settings: TokenizerSettings, noting overrides: inout [TokenizerOverride])
    -> PostProcessingStage
  {
    guard case .roberta(let stage) = self else { return self }
    overrides.note("trim_offsets", stage.trim != nil, settings.trimsOffsets)
    return .roberta(
      RobertaProcessing(
        classifier: stage.classifier, separator: stage.separator,
        addsPrefixSpace: settings.addsPrefixSpace?.value ?? stage.addsPrefixSpace,
        trimsOffsets: settings.trimsOffsets?.value ?? (stage.trim != nil)))
  }
}

extension [TokenizerOverride] {
  /// Notes a setting that was replaced by another value.
  fileprivate mutating func note(_ key: String, _ old: Bool?, _ new: TokenizerSettings.Setting<Bool>?) {
    if let new { note(key, old, new.value, new.isDefault) }
  }

  /// Notes a setting that may be `null`.
  fileprivate mutating func note(_ key: String, _ old: Bool?, _ new: TokenizerSettings.Setting<Bool?>?) {
    if let new { note(key, old, new.value, new.isDefault) }
  }

  private mutating func note(_ key: String, _ old: Bool?, _ new: Bool?, _ isDefault: Bool) {
    guard old != new else { return }
    func spelling(_ value: Bool?) -> String { value.map { "\($0)" } ?? "null" }
    append(
      TokenizerOverride(
        key: key, replaced: spelling(old), value: spelling(new), isDefault: isDefault))
  }
}
