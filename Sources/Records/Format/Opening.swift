import JSON

/// The first bytes of an input, by which formats are told apart.
struct Opening {
  /// When so many bytes say nothing, more will not either.
  static let enough = 1 << 18

  /// The bytes.
  let bytes: [UInt8]
  /// Whether they are all that the input has.
  let isWhole: Bool
  /// What follows byte order mark, blanks and line ends.
  let content: ArraySlice<UInt8>

  /// Pulls first bytes until they say something, or enough of them were seen; the source that is returned gives them again.
  static func pull(
    _ source: any ByteSource, until isEnough: (Opening) -> Bool
  ) throws(RecordsError) -> (opening: Opening, source: any ByteSource) {
    var rest = source
    var bytes: [UInt8] = []
    var isWhole = false
    while bytes.count < enough, !isEnough(Opening(bytes, isWhole: false)) {
      guard let more = try rest.next() else {
        isWhole = true
        break
      }
      bytes += more
    }
    return (Opening(bytes, isWhole: isWhole || bytes.count >= enough), PrefixedSource(bytes, rest))
  }

  /// The opening of an input.
  init(_ bytes: [UInt8], isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
    let marked = bytes.startsWithByteOrderMark ? bytes[3...] : bytes[...]
    content = marked.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether the bytes begin as UTF-16 does: big-endian (true), little-endian (false), or not (nil).
  var utf16: Bool? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF): return true
    case (0xFF, 0xFE): return false
    // Without a mark: the first character of any text format is ASCII, the other half of it zero.
    case (0, 1...0x7F): return true
    case (1...0x7F, 0): return false
    default: return nil
    }
  }

  /// The first line that is not blank; nil while its end is not known.
  var line: ArraySlice<UInt8>? {
    if let feed = content.firstIndex(of: 0x0A) { return content[..<feed] }
    return isWhole && !content.isEmpty ? content : nil
  }

  /// The result of a test on the first line; nil while that is not known, false for UTF-16.
  func line(_ test: (ArraySlice<UInt8>) -> Bool) -> Bool? { utf16 == nil ? line.map(test) : false }
}
