import JSON

extension Tokenizer {
  /// The tokenizer of a checkpoint: its `tokenizer.json`, or what transformers derives from the older files. What
  /// the files leave open is decided by the class that `tokenizer_config.json` names, else by `className`
  /// (`tokenizer_class` of `config.json`), else by the `model_type`.
  package init(
    files: TokenizerFiles, modelType: String, className: String? = nil
  ) throws(TokenizerError) {
    let config = try TokenizerConfig(files)
    let className = config.tokenizerClass ?? className ?? ""
    if let json = files.tokenizerJSON {
      // A class that is not known adds nothing to the file, in transformers 5 either.
      let family =
        className.isEmpty ? TokenizerFamily.named(modelType) : TokenizerFamily.of(className: className)
      try self.init(json: json, config: config, family: family)
      return
    }
    var family = TokenizerFamily.of(className: className)
    if family == nil {
      guard className.isEmpty || TokenizerFamily.takesAllFromFile(className) else {
        throw .unknownClass(className)
      }
      family = TokenizerFamily.named(modelType)
    }
    guard let family else { throw .unsupported(path: "model_type", kind: modelType) }
    try self.init(stages: try Stages(files, family, config), config: config, family: family)
  }

  /// BERT's tokenizer from a `vocab.txt`, one token per line; what `config` leaves open is the BERT class's
  /// default.
  package init(vocabulary: [UInt8], config: TokenizerConfig = TokenizerConfig()) throws(TokenizerError) {
    var files = TokenizerFiles()
    files.vocabularyLines = vocabulary
    try self.init(stages: try Stages(files, .bert, config), config: config, family: .bert)
  }

  /// What the files describe, before added tokens and settings are laid over it.
  struct Stages {
    var normalizer: Normalizer?
    var preTokenizer: PreTokenizer?
    var model: Model
    var postProcessing: [PostProcessingStage] = []
    var added = AddedTokenList()
    /// The side that `tokenizer.json` fills up; nil where it does not say.
    var padsLeft: Bool?
    /// The program that has to cut raw text into words, where it is not at hand.
    var missingWordTokenizer: TokenizerError?
  }

  /// Puts the stages together; of settings that `config` or the family has and the stages differ in, those of `config` win, then
  /// the family's.
  init(stages: Stages, config: TokenizerConfig, family: TokenizerFamily?) throws(TokenizerError) {
    self.config = config
    model = stages.model
    let settings = TokenizerSettings(config, family: family)
    var noted: [TokenizerOverride] = []
    normalizer = stages.normalizer?.overridden(by: settings, noting: &noted)
    preTokenizer = stages.preTokenizer?.overridden(by: settings, noting: &noted)
    let postProcessing = stages.postProcessing.map { $0.overridden(by: settings, noting: &noted) }
    postProcessor = try PostProcessor(postProcessing, path: "post_processor")
    var added = stages.added
    added.add(config, family: family)
    addedTokens = AddedTokens(added.tokens, model: model, normalizer: normalizer)
    overrides = noted
    padsLeft = config.padsLeft ?? stages.padsLeft ?? false
    missingWordTokenizer = stages.missingWordTokenizer
  }
}

extension TokenizerConfig {
  /// Reads what a checkpoint has beside its tokenizer; the older files count only where the newer one does
  /// not list added tokens.
  init(_ files: TokenizerFiles) throws(TokenizerError) {
    self.init()
    if let bytes = files.config { self = try TokenizerConfig(json: bytes) }
    if !addedTokens.isEmpty { return }
    if let bytes = files.specialTokensMap {
      let map = try TokenizerConfig(json: bytes, file: "special_tokens_map.json")
      specialTokens.merge(map.specialTokens) { _, older in older }
      rolesWithProperties.formUnion(map.rolesWithProperties)
      if !map.additionalSpecialTokens.isEmpty { additionalSpecialTokens = map.additionalSpecialTokens }
    }
    if let bytes = files.addedTokens { try addOlderTokens(bytes) }
  }

  /// Reads `added_tokens.json`, an object that maps tokens to ids.
  private mutating func addOlderTokens(_ bytes: [UInt8]) throws(TokenizerError) {
    let file = "added_tokens.json"
    let reader = try StageReader(try .parsing(bytes, file: file), path: file)
    let specials = specialTokens.values.map(\.content) + additionalSpecialTokens.map(\.content)
    for (content, value) in reader.object.members {
      let isSpecial = specials.contains { $0.hasSameBytes(as: content) }
      let id = try reader.id(value, path: file, token: content)
      addedTokens.append((id, AddedToken(content: content, isNormalized: !isSpecial, isSpecial: isSpecial)))
    }
    addedTokens.sort { $0.id < $1.id }
  }
}

extension JSONValue {
  /// Parses a file, its name in the error.
  static func parsing(_ bytes: [UInt8], file: String) throws(TokenizerError) -> JSONValue {
    do throws(JSONError) {
      return try JSONValue.parse(bytes)
    } catch {
      throw .json(file: file, error)
    }
  }
}
