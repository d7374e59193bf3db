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

  /// The text of the cell in the column of this name.
  package func text(in column: String) -> String? { columns.place(of: column).map(text) }
}

/// A table's columns.
package struct TableColumns: Sendable, Equatable {
  /// Their names, in order.
  package let names: [String]

  /// Columns of these names.
  package init(_ names: [String]) { self.names = names }

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
