/// BERT's words: blanks part them and are dropped, every punctuation mark stands alone.
struct BertPreTokenizer: Sendable {
  private let classes = CharacterTable.shared

  private enum Kind: UInt8 {
    case letter, blank, mark
  }

  /// What each ASCII byte is.
  private let kinds: [UInt8]

  init() {
    var kinds = [UInt8](repeating: Kind.letter.rawValue, count: 0x80)
    for byte in 0..<0x80 {
      let characterClass = CharacterTable.shared[UInt32(byte)]
      if characterClass.contains(.whitespace) { kinds[byte] = Kind.blank.rawValue }
      if characterClass.contains(.punctuation) { kinds[byte] = Kind.mark.rawValue }
    }
    self.kinds = kinds
  }

  func apply(to text: inout AlignedText) {
    let bytes = text.bytes
    text.split { text, piece in
      var start = Int(piece.start)
      var index = start
      let end = Int(piece.end)
      while index < end {
        let byte = bytes[index]
        var length = 1
        var kind = Kind.letter.rawValue
        if byte < 0x80 {
          kind = kinds[Int(byte)]
        } else {
          let decoded = UTF8Scalar.decode(bytes, at: index)
          length = decoded.length
          let characterClass = classes[decoded.scalar]
          if characterClass.contains(.whitespace) {
            kind = Kind.blank.rawValue
          } else if characterClass.contains(.punctuation) {
            kind = Kind.mark.rawValue
          }
        }
        if kind != Kind.letter.rawValue {
          text.cut(from: start, to: index)
          start = index + length
          if kind == Kind.mark.rawValue { text.cut(from: index, to: start) }
        }
        index += length
      }
      text.cut(from: start, to: end)
    }
  }
}
