/// What a user may say about the columns of tables and column files.
package struct TableSettings: Sendable, Equatable {
  /// `--columns`: the names of the columns; nil reads them from the header.
  package var columns: [String]?
  /// `--delimiter`: the byte between cells; nil finds it out.
  package var delimiter: UInt8?
  /// `--header` or `--no-header`: whether the first row names the columns; nil finds it out.
  package var hasHeader: Bool?

  /// Everything found out.
  package init(columns: [String]? = nil, delimiter: UInt8? = nil, hasHeader: Bool? = nil) {
    self.columns = columns
    self.delimiter = delimiter
    self.hasHeader = hasHeader
  }

  /// A delimiter as `--delimiter` spells it: one ASCII character other than a quote or a line end, `\t`, or a name.
  package static func delimiter(_ name: String) -> UInt8? {
    switch name {
    case "tab", "\\t": return 0x09
    case "comma": return UInt8(ascii: ",")
    case "semicolon": return UInt8(ascii: ";")
    case "bar", "pipe": return UInt8(ascii: "|")
    default:
      guard name.utf8.count == 1, let byte = name.utf8.first, byte != UInt8(ascii: "\""), byte != 0x0A,
        byte != 0x0D
      else { return nil }
      return byte
    }
  }

  /// The flags that were given, as a user spells them.
  package var flags: [String] {
    var flags: [String] = []
    if columns != nil { flags.append("--columns") }
    if delimiter != nil { flags.append("--delimiter") }
    if let hasHeader { flags.append(hasHeader ? "--header" : "--no-header") }
    return flags
  }
}
