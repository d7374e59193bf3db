/// Cuts a row into cells; a row whose quoted cell continues in the next line is cut further once that is read.
struct TableCutter {
  /// The cells so far, as ranges of the row.
  private(set) var cells: [Range<Int>] = []
  private let dialect: TableDialect
  private var start: Int
  private var index: Int
  private var isQuoted = false

  /// How far a cut came.
  enum Outcome: Equatable {
    /// The row is whole.
    case complete
    /// A quoted cell is still open.
    case isOpen
    /// A closing quote is followed by text, at this offset.
    case misquoted(Int)
  }

  /// A cutter for a row that begins at an offset of its bytes.
  init(_ dialect: TableDialect, from start: Int) {
    self.dialect = dialect
    self.start = start
    index = start
  }

  /// Cuts on to the end of the row's content.
  mutating func cut(_ row: [UInt8], upTo end: Int) -> Outcome {
    let quote = UInt8(ascii: "\"")
    while true {
      if !isQuoted, dialect.isQuoted, start < end, row[start] == quote {
        isQuoted = true
        index = start + 1
      }
      if isQuoted {
        while true {
          guard let found = row[index..<end].firstIndex(of: quote) else {
            index = end
            return .isOpen
          }
          index = found + 1
          guard index < end, row[index] == quote else { break }
          index += 1
        }
        isQuoted = false
        if index < end, row[index] != dialect.delimiter { return .misquoted(index) }
      } else {
        index = row[start..<end].firstIndex(of: dialect.delimiter) ?? end
      }
      cells.append(start..<index)
      if index == end { return .complete }
      start = index + 1
      index = start
    }
  }
}
