extension Tokenizer {
  /// BERT's tokenizer from a `vocab.txt`, a token a line; what `config` leaves open is the BERT class's default.
  package init(vocabulary: [UInt8], config: TokenizerConfig = TokenizerConfig()) throws(TokenizerError) {
    let table = VocabularyTable(lines: vocabulary)
    func content(_ role: TokenizerConfig.SpecialRole, _ usual: String) -> String {
      config.specialTokens[role]?.content ?? usual
    }
    func id(_ token: String) throws(TokenizerError) -> Int32 {
      guard let id = table.id(of: token) else { throw .unknownToken(path: "vocab.txt", token: token) }
      return id
    }
    let classifier = content(.classifier, "[CLS]")
    let separator = content(.separator, "[SEP]")
    let template = TemplateProcessing(
      first: try id(classifier), last: try id(separator), middle: [try id(separator)], secondTypeID: 1)
    model = .wordPiece(
      try WordPiece(
        table, unknownToken: content(.unknown, "[UNK]"), continuingPrefix: "##", maximumScalars: 100,
        path: "vocab.txt"))
    normalizer = .bert(
      BertNormalizer(
        cleansText: true, isolatesIdeographs: config.isolatesIdeographs ?? true,
        stripsAccents: config.stripsAccents ?? nil, lowercases: config.lowercases ?? true))
    preTokenizer = .bert(BertPreTokenizer())
    postProcessor = try PostProcessor([.template(template)], path: "vocab.txt")
    self.config = config
    let usual = ["[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"]
    let roles: [TokenizerConfig.SpecialRole] = [.unknown, .separator, .padding, .classifier, .mask]
    let specials = zip(roles, usual).map { role, usual in
      config.specialTokens[role] ?? AddedToken(content: usual, isNormalized: false, isSpecial: true)
    }
    addedTokens = AddedTokens(
      config.addedTokens.map(\.token) + specials + config.additionalSpecialTokens, model: model,
      normalizer: normalizer)
  }
}

extension VocabularyTable {
  /// Reads a token a line, numbered from 0; of equal lines the last counts. Lines end in LF or CR LF.
  init(lines: [UInt8]) {
    self.init(capacity: lines.count / 8)
    var number: Int32 = 0
    var start = 0
    while start < lines.count {
      let end = lines[start...].firstIndex(of: 0x0A) ?? lines.count
      let isReturned = end > start && end < lines.count && lines[end - 1] == 0x0D
      insert(lines[start..<(isReturned ? end - 1 : end)], id: number)
      number += 1
      start = end + 1
    }
  }
}
