import JSON

/// A row of a table, kept byte for byte.
package struct TableRow: Sendable {
  /// The row with its line end.
  package let bytes: [UInt8]
  /// The row's cells as ranges of its bytes, quotes included.
  package let cells: [Range<Int>]
  /// The table's columns.
  package let columns: TableColumns
  let dialect: TableDialect

  /// Where the row's line end begins.
  var contentEnd: Int { cells.last?.upperBound ?? 0 }

  /// A cell's text, quotes resolved.
  package func text(_ cell: Int) -> String {
    String(decoding: dialect.unquoted(bytes[cells[cell]]), as: UTF8.self)
  }

  /// A row of bytes that are whole: a header.
  init(header bytes: [UInt8], cells: [Range<Int>], dialect: TableDialect) {
    self.init(
      bytes: bytes, cells: cells, columns: TableColumns(names: bytes, cells, dialect), dialect: dialect)
  }

  /// A row.
  init(bytes: [UInt8], cells: [Range<Int>], columns: TableColumns, dialect: TableDialect) {
    self.bytes = bytes
    self.cells = cells
    self.columns = columns
    self.dialect = dialect
  }

  /// The text of the cell in the column of this name.
  package func text(in column: String) -> String? { columns.place(of: column).map(text) }
}

/// A table's columns.
package struct TableColumns: Sendable, Equatable {
  /// Their names, in order.
  package let names: [String]

  /// Columns of these names.
  package init(_ names: [String]) { self.names = names }

  /// Columns that a row's cells name.
  init(names row: [UInt8], _ cells: [Range<Int>], _ dialect: TableDialect) {
    names = cells.map { String(decoding: dialect.unquoted(row[$0]), as: UTF8.self) }
  }

  /// The names of columns that have none: `text` for a single one, else numbers.
  init(unnamed count: Int) {
    names = count == 1 ? ["text"] : (0..<count).map { "column\($0 + 1)" }
  }

  /// Names under which the columns can go into one object: an empty one is called by its number, and so is one that another
  /// column has too.
  var keys: [String] {
    var taken: Set<[UInt8]> = []
    return names.enumerated().map { place, name in
      taken.insert(Array(name.utf8)).inserted && !name.isEmpty ? name : "column\(place + 1)"
    }
  }

  /// The header line of these names, with what stands before and after it.
  func header(_ dialect: TableDialect, after mark: ArraySlice<UInt8>, lineEnd: ArraySlice<UInt8>) -> TableRow
  {
    var bytes = Array(mark)
    var cells: [Range<Int>] = []
    for name in names {
      if !cells.isEmpty { bytes.append(dialect.delimiter) }
      let start = bytes.count
      bytes += dialect.cell(name)
      cells.append(start..<bytes.count)
    }
    return TableRow(
      bytes: bytes + (lineEnd.isEmpty ? [0x0A] : Array(lineEnd)), cells: cells, columns: self,
      dialect: dialect)
  }

  /// Where a column stands: one with this very name, else the first that differs in the case of ASCII
  /// letters alone.
  package func place(of name: String) -> Int? {
    exactPlace(of: name) ?? names.firstIndex { $0.lowercasedASCII.hasSameBytes(as: name.lowercasedASCII) }
  }

  /// Where the column with this very name stands.
  func exactPlace(of name: String) -> Int? { names.firstIndex { $0.hasSameBytes(as: name) } }
}

extension String {
  /// The string with its ASCII letters in lower case.
  var lowercasedASCII: String {
    String(decoding: utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
