/// Finds out whether an input begins as a column file does.
enum ColumnSniffer {
  /// Words that are looked at where no blank line ends the first sentence.
  private static let enough = 400

  /// Whether an input begins so; nil while that is not known.
  static func begins(_ opening: Opening) -> Bool? {
    guard opening.utf16 == nil else { return false }
    var rows: [ArraySlice<UInt8>] = []
    var rest = opening.content
    var isDocument = false
    var sentences = 0
    while !rest.isEmpty {
      let feed = rest.firstIndex(of: 0x0A)
      guard feed != nil || opening.isWhole else { return nil }
      var line = rest[..<(feed ?? rest.endIndex)]
      rest = feed.map { rest[($0 + 1)...] } ?? []
      if line.last == 0x0D { line = line.dropLast() }
      let isBlank = !line.contains { $0 > 0x20 }
      if isBlank {
        guard !rows.isEmpty else { continue }
        sentences += 1
        if let verdict = verdict(rows, isEnded: true, sentences: sentences) { return verdict }
        continue
      }
      if rows.isEmpty {
        if ColumnShape.isDocumentStart(line) {
          isDocument = true
          continue
        }
        if let names = ColumnShape.globalColumns(line) { return names != standard }
        if line.starts(with: "#begin document".utf8) { return true }
        if ColumnShape.header(line) != nil, line.starts(with: "TOKEN\t".utf8) { return true }
        if isDocument { return true }
        if ColumnShape.isBarred(line) { return true }
        // Comments of some files stand before their first word.
        if line.first == UInt8(ascii: "#"), !isRow(line) { continue }
      }
      if line.first == UInt8(ascii: "#"), !isRow(line) { continue }
      guard isRow(line) else { return false }
      rows.append(line)
      if rows.count >= enough { return verdict(rows, isEnded: false, sentences: 0) ?? false }
    }
    guard opening.isWhole else { return nil }
    return isDocument
      || (!rows.isEmpty && verdict(rows, isEnded: sentences > 0, sentences: sentences) ?? false)
  }

  /// The columns of CoNLL-U itself.
  private static let standard = [
    "ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC",
  ]

  /// Whether a line has a word and something that looks like a label or a number.
  private static func isRow(_ line: ArraySlice<UInt8>) -> Bool {
    let cells = ColumnSeparator(of: line).cells(line).map { line[$0] }
    guard cells.count > 1, !cells[0].contains(0x20), !ColumnShape.isBarred(line) else { return false }
    if line.contains(0x09), isNumber(cells[0]) { return cells.count > 2 }
    return cells.dropFirst().contains { ColumnShape.isSpanLabel($0) || ColumnShape.isTag($0) }
  }

  /// What the lines of the first sentences are; nil where more of them are needed.
  private static func verdict(_ rows: [ArraySlice<UInt8>], isEnded: Bool, sentences: Int) -> Bool? {
    let separator = ColumnSeparator(of: rows[0])
    let cells = rows.map { line in separator.cells(line).map { line[$0] } }
    let width = cells[0].count
    guard cells.allSatisfy({ $0.count == width }) else { return false }
    func all(_ column: Int, _ test: (ArraySlice<UInt8>) -> Bool) -> Bool {
      cells.allSatisfy { test($0[column]) }
    }
    let isNumbered = all(0) { isNumber($0) } && cells[0][0].count == 1 && width > 2
    // CoNLL-U itself, which is asked elsewhere.
    if isNumbered, width == 10, separator == .byte(0x09) { return false }
    if (1..<width).contains(where: { all($0, ColumnShape.isSpanLabel) }) {
      // Labels of spans are like nothing else; two words with an `O` after them may yet be.
      return rows.count > 2 || cells.contains { $0.contains { $0.count > 2 && ColumnShape.isSpanLabel($0) } }
        ? true : isEnded && sentences > 1 ? true : nil
    }
    guard isEnded else { return nil }
    if isNumbered, separator == .byte(0x09) {
      // Texts of a table have blanks, words do not.
      return all(1) { !$0.contains(0x20) } && counts(cells.map { $0[0] })
    }
    guard all(width - 1, ColumnShape.isTag), width < 5 else { return false }
    // Words with parts of speech: several, not all in capitals themselves, and with more than one part.
    guard rows.count > 2 else { return nil }
    let labels = Set(cells.map { Array($0[width - 1]) })
    return labels.count > 1 && cells.contains { !ColumnShape.isTag($0[0]) }
      && (separator != .blanks || rows.count > 4)
      ? true : false
  }

  private static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    !cell.isEmpty && cell.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
      && (cell.first.map { $0 &- 0x30 < 10 } ?? false)
  }

  /// Whether numbers count up by one, beginning anew at 0 or 1.
  private static func counts(_ numbers: [ArraySlice<UInt8>]) -> Bool {
    let values = numbers.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    return zip(values, values.dropFirst()).allSatisfy { $1 == $0 + 1 || $1 <= 1 }
      && values.first.map { $0 <= 1 } ?? false
  }
}
