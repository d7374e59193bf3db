/// Whether an input whose name says nothing, or says plain text, begins as a table with a header does.
enum TableOpening {
  /// Whether the first line is a header, of short names one of which is known, over a row of as many cells; nil while that is
  /// not known.
  static func isNamed(_ opening: Opening, _ delimiters: [UInt8]) -> Bool? {
    guard opening.utf16 == nil, let first = opening.line else {
      return opening.utf16 == nil && !opening.isWhole ? nil : false
    }
    let header = first.last == 0x0D ? first.dropLast() : first
    for delimiter in delimiters where header.contains(delimiter) {
      let dialect = TableDialect(delimiter: delimiter, isQuoted: true)
      guard let names = cells(Array(header), dialect), names.count > 1, names.allSatisfy(isName),
        names.contains(where: { TableNames.all.contains(TableNames.normal($0)) })
      else { continue }
      let rest = opening.content[first.endIndex...].dropFirst()
      let feed = rest.firstIndex(of: 0x0A)
      guard feed != nil || opening.isWhole else { return nil }
      var row = Array(rest[..<(feed ?? rest.endIndex)])
      if row.last == 0x0D { row.removeLast() }
      if row.isEmpty { return false }
      // A row whose quoted cell continues in the next line is one too.
      guard let found = cells(row, dialect) else { return row.contains(UInt8(ascii: "\"")) }
      if found.count == names.count { return true }
    }
    return false
  }

  private static func cells(_ row: [UInt8], _ dialect: TableDialect) -> [String]? {
    var cutter = TableCutter(dialect, from: 0)
    guard cutter.cut(row, upTo: row.count) == .complete else { return nil }
    return TableColumns(names: row, cutter.cells, dialect).names
  }

  /// Whether a cell can be a name: at most three words of at most 32 bytes that end no sentence.
  private static func isName(_ cell: String) -> Bool {
    cell.utf8.count <= 32 && cell.utf8.split(separator: 0x20).count <= 3
      && !(cell.utf8.last.map { ".!?".utf8.contains($0) } ?? false)
  }
}
