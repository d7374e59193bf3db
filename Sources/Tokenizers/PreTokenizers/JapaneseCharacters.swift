/// Keeps every character alone, and drops what MeCab takes for blanks.
struct JapaneseCharacters: Sendable {
  func apply(to text: inout AlignedText) {
    text.split { text, piece in
      var index = Int(piece.start)
      while index < Int(piece.end) {
        let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
        if !Self.isBlank(scalar) { text.cut(from: index, to: index + length) }
        index += length
      }
    }
  }

  /// The class SPACE of MeCab's dictionaries.
  private static func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || (0x09...0x0B).contains(scalar) }
}
