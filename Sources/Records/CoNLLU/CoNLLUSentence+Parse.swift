import JSON

/// The rule that a line of a sentence breaks, and where.
struct CoNLLUFault: Error {
  let problem: Reject.Reason
  /// The line within the sentence, from 0.
  let line: Int
  /// The byte offset in the sentence's bytes.
  let offset: Int
}

extension CoNLLUSentence {
  /// Reads the lines of one sentence; nil when they hold nothing but comments.
  init?(_ bytes: [UInt8]) throws(CoNLLUFault) {
    var parser = CoNLLUParser(bytes)
    try parser.parse()
    guard !parser.words.isEmpty else { return nil }
    self.bytes = bytes
    words = parser.words
    tokens = parser.tokens
    identifier = parser.identifier
    text = parser.text
  }
}

private struct CoNLLUParser {
  let bytes: [UInt8]
  var words: [CoNLLUSentence.Word] = []
  var tokens: [CoNLLUSentence.Token] = []
  var identifier: String?
  var text: String?
  /// One past the last word of the multiword token that is open, counted from 0.
  private var multiwordEnd = 0
  private var multiwordPlace = (line: 0, offset: 0)
  private var lineNumber = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func parse() throws(CoNLLUFault) {
    if let offset = UTF8Sequence.firstInvalid(in: bytes) {
      let line = bytes[..<offset].count { $0 == 0x0A }
      throw CoNLLUFault(problem: .utf8, line: line, offset: offset)
    }
    var start = bytes.startsWithByteOrderMark ? 3 : 0
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: 0x0A)
      var end = feed ?? bytes.count
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      try parse(line: start..<end)
      lineNumber += 1
      start = feed.map { $0 + 1 } ?? bytes.count
    }
    if multiwordEnd > words.count {
      throw CoNLLUFault(problem: .conllu(.range), line: multiwordPlace.line, offset: multiwordPlace.offset)
    }
  }

  private func fault(_ problem: CoNLLUProblem, _ offset: Int) -> CoNLLUFault {
    CoNLLUFault(problem: .conllu(problem), line: lineNumber, offset: offset)
  }

  private mutating func parse(line: Range<Int>) throws(CoNLLUFault) {
    guard let first = bytes[line].first(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
    if first == UInt8(ascii: "#"), bytes[line.lowerBound] == first {
      identifier = identifier ?? comment("sent_id", line)
      text = text ?? comment("text", line)
      return
    }
    let cells = bytes[line].split(separator: 0x09, omittingEmptySubsequences: false)
    guard cells.count == 10 else { throw fault(.columns(found: cells.count), line.lowerBound) }
    guard !cells[1].isEmpty else { throw fault(.emptyForm, cells[1].startIndex) }
    let columns = cells.map { $0.startIndex..<$0.endIndex }
    if let dot = cells[0].firstIndex(of: UInt8(ascii: ".")) {
      guard number(cells[0][..<dot]) != nil, number(cells[0][(dot + 1)...]) != nil else {
        throw fault(.identifier, line.lowerBound)
      }
    } else if let hyphen = cells[0].firstIndex(of: UInt8(ascii: "-")) {
      guard let first = number(cells[0][..<hyphen]), let last = number(cells[0][(hyphen + 1)...]) else {
        throw fault(.identifier, line.lowerBound)
      }
      guard multiwordEnd <= words.count, first == words.count + 1, last >= first else {
        throw fault(.range, line.lowerBound)
      }
      multiwordEnd = last
      multiwordPlace = (lineNumber, line.lowerBound)
      append(columns, words: words.count..<last)
    } else {
      guard let word = number(cells[0]) else { throw fault(.identifier, line.lowerBound) }
      guard word == words.count + 1 else { throw fault(.order(expected: words.count + 1), line.lowerBound) }
      if words.count >= multiwordEnd { append(columns, words: words.count..<words.count + 1) }
      words.append(
        CoNLLUSentence.Word(form: columns[1], upos: columns[3], xpos: columns[4], misc: columns[9]))
    }
  }

  private mutating func append(_ columns: [Range<Int>], words: Range<Int>) {
    let noBlank = Array("SpaceAfter=No".utf8)
    let isGlued = bytes[columns[9]].split(separator: UInt8(ascii: "|")).contains { $0.elementsEqual(noBlank) }
    tokens.append(CoNLLUSentence.Token(form: columns[1], words: words, isFollowedByBlank: !isGlued))
  }

  /// A number of up to nine digits.
  private func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 10 else { return nil }
    var value = 0
    for digit in digits {
      guard digit &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  /// The value of `# key = value`, if the line is that.
  private func comment(_ key: String, _ line: Range<Int>) -> String? {
    var rest = bytes[line].dropFirst().drop { $0 == 0x20 }
    guard rest.starts(with: key.utf8) else { return nil }
    rest = rest.dropFirst(key.utf8.count).drop { $0 == 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst()
    return String(decoding: rest.first == 0x20 ? rest.dropFirst() : rest, as: UTF8.self)
  }
}
