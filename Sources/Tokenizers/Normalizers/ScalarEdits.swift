/// Stages that look at one scalar at a time.
enum ScalarEdit: Sendable {
  /// Lower-cases by the full mappings, without regard to context.
  case lowercase
  /// Drops combining marks that stand alone; those within a precomposed letter stay.
  case stripMarks
  /// What translation models of sentencepiece do first: control characters go, odd blanks become U+0020.
  case translationCleaning

  /// ASCII in lower case; 0 for all other bytes.
  private static let lowercaseASCII: [UInt8] = (UInt8(0)...255).map { byte in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
    case 0x80...: 0
    default: byte
    }
  }

  func apply(to text: inout AlignedText) {
    if case .lowercase = self, text.mapInPlace(Self.lowercaseASCII) { return }
    let table = CharacterTable.shared
    guard text.pieces.contains(where: { $0.token < 0 && mayChange(text, $0, table) }) else { return }
    let lowercase = ScalarMapping.lowercase
    text.rewrite { text, piece in
      var index = Int(piece.start)
      while index < Int(piece.end) {
        let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
        switch self {
        case .lowercase where table[scalar].contains(.lowercases):
          let origin = text.origin(at: index)
          for place in lowercase.targetRange(of: scalar) {
            text.write(lowercase.targets[place], origin: origin)
          }
        case .stripMarks where table[scalar].contains(.combiningMark): break
        case .translationCleaning where Self.isDropped(scalar): break
        case .translationCleaning where Self.isBlank(scalar): text.write(0x20, standingFor: index)
        default: text.keep(from: index, to: index + length)
        }
        index += length
      }
    }
  }

  private func mayChange(_ text: AlignedText, _ piece: AlignedText.Piece, _ table: CharacterTable) -> Bool {
    var index = Int(piece.start)
    while index < Int(piece.end) {
      let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
      switch self {
      case .lowercase: if table[scalar].contains(.lowercases) { return true }
      case .stripMarks: if table[scalar].contains(.combiningMark) { return true }
      case .translationCleaning: if Self.isDropped(scalar) || Self.isBlank(scalar) { return true }
      }
      index += length
    }
    return false
  }

  private static func isDropped(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: true
    default: false
    }
  }

  private static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD: true
    default: false
    }
  }
}
