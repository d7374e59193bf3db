/// Cuts a text into words as GPT-2 does and writes each byte as a character that shows, such as `Ġ` for the
/// blank.
struct ByteLevel: Sendable {
  /// Whether a blank is put before a text that does not begin with one.
  let addsPrefixSpace: Bool
  /// Whether words are cut here; else only bytes are rewritten.
  let cutsWords: Bool

  /// The character of each byte: itself where it shows, else one from U+0100 on (GPT-2's `bytes_to_unicode`).
  static let characters: [UInt32] = {
    var next: UInt32 = 0x100
    return (UInt32(0)..<256).map { byte in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return byte
      default:
        defer { next += 1 }
        return next
      }
    }
  }()

  /// The character of the blank.
  static let blank: UInt32 = 0x120

  func apply(to text: inout AlignedText) {
    if addsPrefixSpace { addPrefixSpace(to: &text) }
    let characters = Self.characters
    text.rewrite { text, piece in
      let end = Int(piece.end)
      var index = Int(piece.start)
      while index < end {
        let wordEnd = cutsWords ? ByteLevelWords.end(of: text.bytes, from: index, to: end) : end
        while index < wordEnd {
          let origin = text.origin(at: index)
          let first = text.bytes[index]
          if first > 0x20, first < 0x7F {
            text.write(ascii: first, origin: origin)
            index += 1
            continue
          }
          let scalarEnd = index + UTF8Scalar.length(startingWith: first)
          while index < scalarEnd {
            text.write(characters[Int(text.bytes[index])], origin: origin)
            index += 1
          }
        }
        text.endPart()
      }
    }
  }

  private func addPrefixSpace(to text: inout AlignedText) {
    let needsSpace = { (text: AlignedText, piece: AlignedText.Piece) in
      piece.token < 0 && text.bytes[Int(piece.start)] != 0x20
    }
    guard text.pieces.contains(where: { needsSpace(text, $0) }) else { return }
    text.rewrite { text, piece in
      let start = Int(piece.start)
      if needsSpace(text, piece) { text.write(0x20, standingFor: start) }
      text.keep(from: start, to: Int(piece.end))
    }
  }
}
