extension Tokenizer.Stages {
  /// BERTweet and PhoBERT, from a `vocab.txt` of tokens with counts and a `bpe.codes` of merges with counts.
  init(
    counted lines: [UInt8], codes: [UInt8], _ family: TokenizerFamily, _ config: TokenizerConfig
  ) throws(TokenizerError) {
    if config.normalizesTweets == true { throw .unsupported(path: "normalization", kind: "true") }
    var table = VocabularyTable(capacity: lines.count / 8)
    for role in [TokenizerConfig.SpecialRole.begin, .padding, .end, .unknown] {
      let content = family.content(of: role, config) ?? ""
      table.insert(content.utf8, id: Int32(table.count))
    }
    for (number, line) in lines.split(separator: 0x0A).enumerated() {
      let text = Self.trimmed(line)
      guard let blank = text.lastIndex(of: 0x20) else {
        throw .invalidValue(path: "vocab.txt[\(number)]", value: String(decoding: text, as: UTF8.self))
      }
      table.insert(text[..<blank], id: Int32(table.count))
    }
    func id(_ role: TokenizerConfig.SpecialRole) throws(TokenizerError) -> Int32 {
      let token = family.content(of: role, config) ?? ""
      guard let id = table.id(of: token) else { throw .unknownToken(path: "vocab.txt", token: token) }
      return id
    }
    let separator = try id(.separator)
    postProcessing = [
      .template(
        TemplateProcessing(
          first: try id(.classifier), last: separator, middle: [separator, separator], secondTypeID: 0))
    ]
    preTokenizer = .blankWords(BlankWords())
    model = .bytePair(
      try BytePairEncoding(
        continuedPieces: table, merges: try Self.merges(codes), unknown: try id(.unknown)))
  }

  /// The merges: two symbols and a count per line. What follows the last line feed is not a line, as in transformers.
  private static func merges(_ codes: [UInt8]) throws(TokenizerError) -> [(String, String)] {
    var merges: [(String, String)] = []
    let end = codes.lastIndex(of: 0x0A) ?? 0
    for (number, line) in codes[..<end].split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if line.isEmpty || line.starts(with: "#version".utf8) { continue }
      let parts = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      guard parts.count == 3 else {
        throw .invalidValue(path: "bpe.codes[\(number)]", value: String(decoding: line, as: UTF8.self))
      }
      merges.append((String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self)))
    }
    return merges
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last == 0x20 || (0x09...0x0D).contains(last) { line.removeLast() }
    while let first = line.first, first == 0x20 || (0x09...0x0D).contains(first) { line.removeFirst() }
    return line
  }
}
