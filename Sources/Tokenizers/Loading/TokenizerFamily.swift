/// What the tokenizer classes of transformers know about a family beside its files, as data.
struct TokenizerFamily: Sendable {
  /// Which older files make the tokenizer, and into what.
  enum Form: Sendable {
    /// `vocab.txt`; the tokens between two texts, and the type of the second one.
    case wordPiece(separators: Int, secondTypeID: Int32)
    /// `vocab.json` and `merges.txt`.
    case byteLevel
    /// `vocab.txt`, and words or characters of Japanese.
    case bertJapanese
    /// `vocab.txt` with counts and `bpe.codes`.
    case continuedPieces
    /// `spiece.model`, ids as in it.
    case albert
    /// `sentencepiece.bpe.model`, ids moved up.
    case camembert
    /// `sentencepiece.bpe.model`, ids moved up otherwise.
    case xlmRoberta
  }

  let form: Form
  /// The special tokens that hold where the files name no others.
  let specials: [(role: TokenizerConfig.SpecialRole, token: AddedToken)]
  /// Further special tokens that hold where the files name no others.
  var additional: [String] = []

  /// The content of the special token of a role.
  func content(of role: TokenizerConfig.SpecialRole, _ config: TokenizerConfig) -> String? {
    config.specialTokens[role]?.content ?? specials.first { $0.role == role }?.token.content
  }

  /// The family of a `model_type`, or nil where it is not known.
  static func named(_ modelType: String) -> TokenizerFamily? {
    switch modelType {
    case "bert", "distilbert", "electra": bert
    case "mpnet": mpnet
    case "roberta": roberta
    case "xlm-roberta": xlmRoberta
    case "camembert": camembert
    case "albert": albert
    default: nil
    }
  }

  /// The family of a class that `tokenizer_config.json` names, with or without `Fast` at its end; nil for others.
  static func of(className: String) -> TokenizerFamily? {
    switch className.hasSuffix("Fast") ? String(className.dropLast(4)) : className {
    case "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer": bert
    case "BertJapaneseTokenizer": bertJapanese
    case "BertweetTokenizer", "PhobertTokenizer": continuedPieces
    case "MPNetTokenizer": mpnet
    case "RobertaTokenizer": roberta
    case "XLMRobertaTokenizer": xlmRoberta
    case "CamembertTokenizer": camembert
    case "AlbertTokenizer": albert
    default: nil
    }
  }

  /// Whether a class knows nothing beside the `tokenizer.json` that it reads.
  static func takesAllFromFile(_ className: String) -> Bool {
    ["PreTrainedTokenizerFast", "PreTrainedTokenizer", "TokenizersBackend"].contains(className)
  }

  static let bert = TokenizerFamily(
    form: .wordPiece(separators: 1, secondTypeID: 1),
    specials: [
      special(.unknown, "[UNK]"), special(.separator, "[SEP]"), special(.padding, "[PAD]"),
      special(.classifier, "[CLS]"), special(.mask, "[MASK]"),
    ])

  private static let mpnet = TokenizerFamily(
    form: .wordPiece(separators: 2, secondTypeID: 1),
    specials: angular(unknown: "[UNK]") + [special(.mask, "<mask>", stripsLeft: true)])

  private static let bertJapanese = TokenizerFamily(form: .bertJapanese, specials: bert.specials)

  private static let continuedPieces = TokenizerFamily(
    form: .continuedPieces,
    specials: angular(unknown: "<unk>") + [special(.mask, "<mask>")])

  /// Where no file gives the mask its properties it takes no blanks before it: so transformers 5, while transformers 4 let it.
  private static let roberta = TokenizerFamily(
    form: .byteLevel, specials: angular(unknown: "<unk>") + [special(.mask, "<mask>")])

  private static let xlmRoberta = TokenizerFamily(
    form: .xlmRoberta,
    specials: angular(unknown: "<unk>") + [special(.mask, "<mask>", stripsLeft: true)])

  private static let camembert = TokenizerFamily(
    form: .camembert,
    specials: angular(unknown: "<unk>") + [special(.mask, "<mask>", stripsLeft: true)],
    additional: ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"])

  private static let albert = TokenizerFamily(
    form: .albert,
    specials: [
      special(.begin, "[CLS]"), special(.end, "[SEP]"), special(.unknown, "<unk>"),
      special(.separator, "[SEP]"), special(.padding, "<pad>"), special(.classifier, "[CLS]"),
      special(.mask, "[MASK]", stripsLeft: true),
    ])

  private static func angular(
    unknown: String
  ) -> [(role: TokenizerConfig.SpecialRole, token: AddedToken)] {
    [
      special(.begin, "<s>"), special(.end, "</s>"), special(.unknown, unknown), special(.separator, "</s>"),
      special(.padding, "<pad>"), special(.classifier, "<s>"),
    ]
  }

  private static func special(
    _ role: TokenizerConfig.SpecialRole, _ content: String, stripsLeft: Bool = false
  ) -> (role: TokenizerConfig.SpecialRole, token: AddedToken) {
    (role, AddedToken(content: content, stripsLeft: stripsLeft, isNormalized: false, isSpecial: true))
  }
}
