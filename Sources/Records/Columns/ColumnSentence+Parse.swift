import JSON

/// The rule that a sentence of a column file breaks, and where.
struct ColumnFault: Error {
  let problem: Reject.Reason
  /// The line within the sentence, from 0.
  let line: Int
  /// The byte offset in the sentence's bytes.
  let offset: Int
}

extension ColumnSentence {
  /// Reads the lines of one sentence; nil when they hold nothing but comments.
  init?(_ bytes: [UInt8], from start: Int, _ layout: ColumnLayout) throws(ColumnFault) {
    if let offset = UTF8Sequence.firstInvalid(in: bytes) {
      throw ColumnFault(problem: .utf8, line: bytes[..<offset].count { $0 == 0x0A }, offset: offset)
    }
    self =
      try layout.separator == .bars
      ? Self.inline(bytes, from: start, layout) : Self.rows(bytes, from: start, layout)
    if width == 0 { return nil }
  }

  /// A sentence with a word on each line.
  private static func rows(
    _ bytes: [UInt8], from start: Int, _ layout: ColumnLayout
  ) throws(ColumnFault) -> ColumnSentence {
    var lines: [(line: Int, cells: [Range<Int>], isMarked: Bool)] = []
    for (number, range) in bytes.lineRanges(from: start).enumerated() {
      let line = bytes[range]
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      lines.append((number, layout.separator.cells(line), line.first == UInt8(ascii: "#")))
    }
    // What begins with `#` is a word where it has as many cells as the words around it.
    let ownWidth = lines.first { !$0.isMarked }?.cells.count
    let width = ownWidth ?? layout.width
    var cells: [Range<Int>] = []
    var words: [Int] = []
    for line in lines {
      if line.isMarked {
        guard let first = line.cells.first, let last = line.cells.last, line.cells.count == width,
          !ColumnShape.isComment(bytes[first.lowerBound..<last.upperBound]),
          ownWidth != nil || ColumnShape.isSpanLabel(bytes[last]) || ColumnShape.isTag(bytes[last])
        else { continue }
      }
      guard line.cells.count == width, layout.word < width else {
        throw ColumnFault(
          problem: .columns(expected: max(width, layout.word + 1), found: line.cells.count),
          line: line.line,
          offset: line.cells.first?.lowerBound ?? 0)
      }
      let row = cells.count / width
      cells += line.cells
      if layout.number.map({ ColumnSample.isWord(bytes[line.cells[$0]]) }) ?? true { words.append(row) }
    }
    return ColumnSentence(
      bytes: bytes, cells: cells, width: cells.isEmpty ? 0 : width, words: words, layout: layout)
  }

  /// A sentence on one line.
  private static func inline(
    _ bytes: [UInt8], from start: Int, _ layout: ColumnLayout
  ) throws(ColumnFault) -> ColumnSentence {
    let bar = UInt8(ascii: "|")
    let words = bytes[start...].split { $0 <= 0x20 }
    // A word may hold bars; labels do not.
    let width = words.map { word in word.count { $0 == bar } + 1 }.min() ?? 0
    var cells: [Range<Int>] = []
    for word in words {
      guard width > 1 else {
        throw ColumnFault(problem: .columns(expected: 2, found: 1), line: 0, offset: word.startIndex)
      }
      var parts: [Range<Int>] = []
      var end = word.endIndex
      for _ in 1..<width {
        let place = bytes[word.startIndex..<end].lastIndex(of: bar) ?? word.startIndex
        parts.append((place + 1)..<end)
        end = place
      }
      cells.append(word.startIndex..<end)
      cells += parts.reversed()
    }
    return ColumnSentence(
      bytes: bytes, cells: cells, width: width, words: Array(words.indices), layout: layout)
  }
}

extension [UInt8] {
  /// The lines from an offset on, without line feed and carriage return.
  func lineRanges(from start: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = start
    while start < count {
      let feed = self[start...].firstIndex(of: 0x0A)
      var end = feed ?? count
      if end > start, self[end - 1] == 0x0D { end -= 1 }
      ranges.append(start..<end)
      start = feed.map { $0 + 1 } ?? count
    }
    return ranges
  }
}
