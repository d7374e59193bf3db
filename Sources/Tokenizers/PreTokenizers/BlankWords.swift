/// Keeps what is between blanks, each with a line feed behind it: `\S+\n?` as Python matches it.
struct BlankWords: Sendable {
  func apply(to text: inout AlignedText) {
    let table = CharacterTable.shared
    text.split(.removed, inverted: true) { bytes, from, to in
      var start = from
      while start < to {
        let (scalar, length) = UTF8Scalar.decode(bytes, at: start)
        if !Self.isBlank(scalar, table) { break }
        start += length
      }
      guard start < to else { return nil }
      var end = start
      while end < to {
        let (scalar, length) = UTF8Scalar.decode(bytes, at: end)
        if Self.isBlank(scalar, table) { break }
        end += length
      }
      return start..<(end < to && bytes[end] == 0x0A ? end + 1 : end)
    }
  }

  /// Python counts the separators of files, groups, records and units as blanks too.
  @inline(__always)
  private static func isBlank(_ scalar: UInt32, _ table: CharacterTable) -> Bool {
    table[scalar].contains(.whitespace) || (scalar >= 0x1C && scalar <= 0x1F)
  }
}
