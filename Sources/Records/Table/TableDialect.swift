/// How a table's rows are written.
package enum TableDialect: Sendable, Equatable {
  /// Cells between tabs, one row per line; nothing is quoted.
  case tsv
  /// RFC 4180: cells between commas, quoted where they hold commas, quotes or line ends.
  case csv

  var delimiter: UInt8 { self == .tsv ? 0x09 : UInt8(ascii: ",") }

  /// A text as a cell. TSV cannot hold tabs and line ends: they become blanks.
  func cell(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    switch self {
    case .tsv: return bytes.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    case .csv:
      let needsQuotes = bytes.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
      }
      guard needsQuotes else { return bytes }
      var quoted: [UInt8] = [UInt8(ascii: "\"")]
      for byte in bytes {
        if byte == UInt8(ascii: "\"") { quoted.append(byte) }
        quoted.append(byte)
      }
      quoted.append(UInt8(ascii: "\""))
      return quoted
    }
  }
}

extension TableDialect {
  /// A cell's content: without its quotes, doubled ones made single.
  func unquoted(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    guard self == .csv, cell.count >= 2, cell.first == UInt8(ascii: "\"") else { return Array(cell) }
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
