/// How a table's rows are written.
package struct TableDialect: Sendable, Equatable {
  /// The byte between cells.
  package var delimiter: UInt8
  /// Whether cells may be quoted, as RFC 4180 has them; else a quote is a character like any other.
  package var isQuoted: Bool

  /// Cells between tabs, one row per line; nothing is quoted.
  package static let tsv = TableDialect(delimiter: 0x09, isQuoted: false)
  /// RFC 4180: cells between commas, quoted where they hold commas, quotes or line ends.
  package static let csv = TableDialect(delimiter: UInt8(ascii: ","), isQuoted: true)

  /// A dialect.
  package init(delimiter: UInt8, isQuoted: Bool) {
    self.delimiter = delimiter
    self.isQuoted = isQuoted
  }

  /// A text as a cell. Without quotes a cell cannot hold delimiters and line ends: they become blanks.
  func cell(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard isQuoted else {
      return bytes.map { $0 == delimiter || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
    let quote = UInt8(ascii: "\"")
    let needsQuotes = bytes.contains { $0 == delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return bytes }
    var quoted: [UInt8] = [quote]
    for byte in bytes {
      if byte == quote { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(quote)
    return quoted
  }

  /// A cell's content: without its quotes, doubled ones made single.
  func unquoted(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    guard isQuoted, cell.count >= 2, cell.first == UInt8(ascii: "\"") else { return Array(cell) }
    var content: [UInt8] = []
    content.reserveCapacity(cell.count)
    var isSecondQuote = false
    for byte in cell.dropFirst().dropLast() {
      isSecondQuote = byte == UInt8(ascii: "\"") && !isSecondQuote
      if !isSecondQuote { content.append(byte) }
    }
    return content
  }
}
