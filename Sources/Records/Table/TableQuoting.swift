/// Whether quotes of a table with tabs mean something. pandas and Excel quote cells that hold tabs, quotes or line ends;
/// most other writers of such tables never do, and their texts may begin with a quote.
enum TableQuoting {
  /// Lines in which the end of a quoted cell is looked for.
  static let reach = 64

  /// What a row shows.
  enum Evidence: Equatable {
    /// Only a quoted reading makes sense.
    case quoted
    /// Only an unquoted reading makes sense.
    case unquoted
    /// Both do.
    case none
  }

  /// What a row shows whose cells between tabs are `cells`; `expected` is the table's count of columns where it is known, and
  /// `following` gives the lines after the row one by one.
  static func evidence(
    _ row: [UInt8], upTo end: Int, from start: Int, expected: Int?, following: (Int) -> [UInt8]?
  ) -> Evidence {
    let quoted = TableDialect(delimiter: 0x09, isQuoted: true)
    var unquotedCutter = TableCutter(.tsv, from: start)
    _ = unquotedCutter.cut(row, upTo: end)
    let plain = unquotedCutter.cells
    guard plain.contains(where: { $0.lowerBound < end && row[$0.lowerBound] == quote && !$0.isEmpty }) else {
      return .none
    }
    var cutter = TableCutter(quoted, from: start)
    switch cutter.cut(row, upTo: end) {
    case .misquoted: return .unquoted
    case .complete:
      let cells = cutter.cells
      if cells.count != plain.count {
        return expected == nil || expected == cells.count ? .quoted : .unquoted
      }
      let inQuotes = cells.filter { $0.count > 1 && row[$0.lowerBound] == quote }
      if inQuotes.contains(where: { row[($0.lowerBound + 1)..<($0.upperBound - 1)].contains(quote) }) {
        return .quoted
      }
      // Who quotes all text quotes the names of the columns too.
      guard expected == nil else { return .none }
      let needQuotes = cells.filter { !$0.isEmpty && !isNumber(row[$0]) }
      return needQuotes.count > 1 && needQuotes.count == inQuotes.count ? .quoted : .none
    case .isOpen:
      guard let expected else { return .unquoted }
      var longer = row
      var fitsPlain = plain.count == expected
      for number in 0..<reach {
        guard let line = following(number) else { break }
        longer += line
        fitsPlain = fitsPlain && line.count { $0 == 0x09 } + 1 == expected
        var lineEnd = longer.count
        while lineEnd > 0, longer[lineEnd - 1] == 0x0A || longer[lineEnd - 1] == 0x0D { lineEnd -= 1 }
        switch cutter.cut(longer, upTo: lineEnd) {
        case .isOpen: continue
        case .misquoted: return .unquoted
        case .complete: return cutter.cells.count == expected && !fitsPlain ? .quoted : .unquoted
        }
      }
      return .unquoted
    }
  }

  private static let quote = UInt8(ascii: "\"")

  /// Whether a cell is a number: writers that quote all text leave those alone.
  private static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  }
}
