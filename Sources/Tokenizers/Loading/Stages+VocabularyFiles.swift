import JSON

extension Tokenizer.Stages {
  /// Builds the stages from the older files that a family has.
  init(_ files: TokenizerFiles, _ family: TokenizerFamily, _ config: TokenizerConfig) throws(TokenizerError) {
    switch family.form {
    case .wordPiece(let separators, let secondTypeID):
      guard let lines = files.vocabularyLines else {
        throw .noVocabulary(expected: ["tokenizer.json", "vocab.txt"])
      }
      try self.init(lines, family, config, separators: separators, secondTypeID: secondTypeID)
    case .byteLevel:
      guard let vocabulary = files.vocabularyJSON, let merges = files.merges else {
        throw .noVocabulary(expected: ["tokenizer.json", "vocab.json", "merges.txt"])
      }
      try self.init(vocabulary, merges, family, config)
    case .bertJapanese:
      guard let lines = files.vocabularyLines else {
        throw .noVocabulary(expected: ["tokenizer.json", "vocab.txt"])
      }
      try self.init(japanese: lines, family, config)
    case .continuedPieces:
      guard let lines = files.vocabularyLines, let codes = files.codes else {
        throw .noVocabulary(expected: ["tokenizer.json", "vocab.txt", "bpe.codes"])
      }
      try self.init(counted: lines, codes: codes, family, config)
    case .albert, .camembert, .xlmRoberta:
      guard let bytes = files.sentencePiece else {
        throw .noVocabulary(expected: ["tokenizer.json", "spiece.model", "sentencepiece.bpe.model"])
      }
      try self.init(try SentencePieceModel(bytes), family, config)
    }
  }

  /// BERT and the like, from a `vocab.txt`.
  init(
    _ lines: [UInt8], _ family: TokenizerFamily, _ config: TokenizerConfig, separators: Int,
    secondTypeID: Int32
  ) throws(TokenizerError) {
    let table = VocabularyTable(lines: lines)
    func id(_ role: TokenizerConfig.SpecialRole) throws(TokenizerError) -> Int32 {
      let token = family.content(of: role, config) ?? ""
      guard let id = table.id(of: token) else { throw .unknownToken(path: "vocab.txt", token: token) }
      return id
    }
    let separator = try id(.separator)
    postProcessing = [
      .template(
        TemplateProcessing(
          first: try id(.classifier), last: separator,
          middle: [Int32](repeating: separator, count: separators), secondTypeID: secondTypeID))
    ]
    normalizer = .bert(
      BertNormalizer(
        cleansText: true, isolatesIdeographs: config.isolatesIdeographs ?? true,
        stripsAccents: config.stripsAccents ?? nil, lowercases: config.lowercases ?? true))
    preTokenizer = .bert(BertPreTokenizer())
    model = .wordPiece(
      try WordPiece(
        table, unknownToken: family.content(of: .unknown, config) ?? "[UNK]", continuingPrefix: "##",
        maximumScalars: 100, path: "vocab.txt"))
  }

  /// RoBERTa, from `vocab.json` and `merges.txt`.
  private init(
    _ vocabulary: [UInt8], _ merges: [UInt8], _ family: TokenizerFamily, _ config: TokenizerConfig
  ) throws(TokenizerError) {
    let reader = try StageReader(try .parsing(vocabulary, file: "vocab.json"), path: "vocab.json")
    let table = try VocabularyTable(reader)
    var list: [(String, String)] = []
    for (number, line) in merges.split(separator: 0x0A).enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty || line.starts(with: "#version".utf8) { continue }
      guard let merge = BytePairEncoding.pair(line) else {
        throw .invalidValue(
          path: "merges.txt[\(number)]", value: String(decoding: line, as: UTF8.self))
      }
      list.append(merge)
    }
    func id(_ role: TokenizerConfig.SpecialRole) throws(TokenizerError) -> Int32 {
      let token = family.content(of: role, config) ?? ""
      guard let id = table.id(of: token) else { throw .unknownToken(path: "vocab.json", token: token) }
      return id
    }
    let addsPrefixSpace = config.addsPrefixSpace ?? false
    preTokenizer = .byteLevel(ByteLevel(addsPrefixSpace: addsPrefixSpace, cutsWords: true))
    postProcessing = [
      .roberta(
        RobertaProcessing(
          classifier: try id(.classifier), separator: try id(.separator),
          addsPrefixSpace: addsPrefixSpace, trimsOffsets: config.trimsOffsets ?? true))
    ]
    model = .bytePair(
      try BytePairEncoding(
        table, merges: list, unknownToken: nil, options: BytePairEncoding.Options(), path: "merges.txt"))
  }
}

extension VocabularyTable {
  /// Reads one token per line, numbered from 0; of equal lines the last counts. Lines end in LF or CR LF.
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
