extension Tokenizer.Stages {
  /// ALBERT, CamemBERT and XLM-RoBERTa, from a model of sentencepiece, as transformers converts it.
  init(_ file: SentencePieceModel, _ family: TokenizerFamily, _ config: TokenizerConfig)
    throws(TokenizerError)
  {
    let mark: UInt32 = 0x2581
    var normalizers: [Normalizer] = []
    if !file.characterMap.isEmpty {
      normalizers.append(.characterMap(try CharacterMap(file.characterMap, file: "precompiled_charsmap")))
    }
    let blanks = try Self.pattern(expression: " {2,}")
    var entries: [(token: String, score: Double)] = file.pieces.map { ($0.text, Double($0.score)) }
    var unknown = file.unknown
    var separators = 2
    var secondTypeID: Int32 = 0
    switch family.form {
    case .albert:
      for (index, entry) in entries.enumerated() where Self.isNumberWithComma(entry.token) {
        entries[index].score -= 100
      }
      normalizers = try Self.albertNormalizers(config) + normalizers
      normalizers.append(.replace(Replace(pattern: blanks, content: [0x20])))
      separators = 1
      secondTypeID = 1
    case .camembert:
      let first = [
        ("<s>NOTUSED", 0.0), ("<pad>", 0), ("</s>NOTUSED", 0), ("<unk>", 0), ("<unk>NOTUSED", -100),
      ]
      entries = first + entries.dropFirst() + [("<mask>", 0)]
      unknown = 3
    default:
      entries =
        [("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0)] + entries.dropFirst(3) + [("<mask>", 0)]
      unknown = 3
    }
    if case .albert = family.form {
    } else {
      normalizers.append(.strip(Strip(left: false, right: true)))
      normalizers.append(.replace(Replace(pattern: blanks, content: [mark])))
    }
    normalizer = .sequence(normalizers)
    preTokenizer = .metaspace(Metaspace(replacement: mark, prependScheme: .always, splits: true))
    let unigram = try Unigram(
      entries, unknown: unknown, fallsBackToBytes: false, path: "sentencepiece model")
    model = .unigram(unigram)
    for piece in file.pieces where piece.kind == .control || piece.kind == .userDefined {
      added.set(
        AddedToken(content: piece.text, isNormalized: false, isSpecial: piece.kind == .control),
        isSaved: false)
    }
    func id(_ role: TokenizerConfig.SpecialRole) throws(TokenizerError) -> Int32 {
      let token = family.content(of: role, config) ?? ""
      guard let id = unigram.vocabulary.id(of: token) else {
        throw .unknownToken(path: "sentencepiece model", token: token)
      }
      return id
    }
    let separator = try id(.separator)
    postProcessing = [
      .template(
        TemplateProcessing(
          first: try id(.classifier), last: separator,
          middle: [Int32](repeating: separator, count: separators), secondTypeID: secondTypeID))
    ]
  }

  private static func pattern(literal: String) throws(TokenizerError) -> Pattern {
    guard let pattern = Pattern(literal: literal) else { throw .unsupported(path: "pattern", kind: literal) }
    return pattern
  }

  private static func pattern(expression: String) throws(TokenizerError) -> Pattern {
    guard let pattern = Pattern(expression: expression) else {
      throw .unsupported(path: "pattern", kind: expression)
    }
    return pattern
  }

  /// What ALBERT does before the model's own character map.
  private static func albertNormalizers(_ config: TokenizerConfig) throws(TokenizerError) -> [Normalizer] {
    let quote = [UInt32(0x22)]
    var normalizers: [Normalizer] = [
      .replace(Replace(pattern: try pattern(literal: "``"), content: quote)),
      .replace(Replace(pattern: try pattern(literal: "''"), content: quote)),
    ]
    if config.keepsAccents != true {
      normalizers += [.unicodeForm(.compatibilityDecomposition), .scalars(.stripMarks)]
    }
    if config.lowercases != false { normalizers.append(.scalars(.lowercase)) }
    return normalizers
  }

  /// Whether a token ends in a digit and a comma; ALBERT would rather cut these apart.
  private static func isNumberWithComma(_ token: String) -> Bool {
    let end = token.utf8.suffix(2)
    guard end.count == 2, let digit = end.first, end.last == UInt8(ascii: ",") else { return false }
    return digit >= UInt8(ascii: "0") && digit <= UInt8(ascii: "9")
  }
}
