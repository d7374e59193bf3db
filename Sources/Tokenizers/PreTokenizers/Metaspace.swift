/// Writes blanks as a visible character, puts one before a text, and lets each begin a word: sentencepiece's
/// way.
struct Metaspace: Sendable {
  /// Which texts get one put before them.
  enum PrependScheme: String, Sendable {
    case always
    /// Only what is at the start of the given text.
    case first
    case never
  }

  let replacement: UInt32
  let prependScheme: PrependScheme
  /// Whether words are cut here.
  let splits: Bool

  func apply(to text: inout AlignedText) {
    let mark = replacement
    text.rewrite { text, piece in
      let start = Int(piece.start)
      let end = Int(piece.end)
      let first = UTF8Scalar.decode(text.bytes, at: start).scalar
      if first != mark, first != 0x20, prepends(at: text.origin(at: start).start) {
        text.write(mark, standingFor: start)
      }
      var open = start
      var index = start
      while index < end {
        let byte = text.bytes[index]
        let (scalar, length) = byte < 0x80 ? (UInt32(byte), 1) : UTF8Scalar.decode(text.bytes, at: index)
        if scalar == 0x20 || scalar == mark {
          text.keep(from: open, to: index)
          if splits { text.endPart() }
          text.write(mark, standingFor: index)
          open = index + length
        }
        index += length
      }
      text.keep(from: open, to: end)
    }
  }

  private func prepends(at origin: Int32) -> Bool {
    switch prependScheme {
    case .always: true
    case .first: origin == 0
    case .never: false
    }
  }
}
