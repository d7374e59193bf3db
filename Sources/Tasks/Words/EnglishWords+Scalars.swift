/// What the rules see in a scalar.
extension EnglishWords {
  /// The classes of scalars.
  enum Kind {
    /// Letters, combining marks and what else stands inside words; the low line counts as one.
    case letter
    /// Digits of any script.
    case digit
    /// `'`, `’` and the grave accent.
    case apostrophe
    /// Punctuation and symbols.
    case mark
    /// A Han ideograph: a word of its own, since nothing shows where words of Chinese end.
    case ideograph
    /// Emoji and regional indicators.
    case pictograph
    /// Controls and format characters: part of a word that goes on around them, otherwise nothing.
    case ignorable
  }

  static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  static func isLowercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

  static func isUppercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

  /// An ASCII letter or digit, or a byte of any scalar beyond ASCII.
  static func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x80 || isASCIILetter(byte) || isDigit(byte) }

  /// The number of ASCII letters from `start` on.
  static func letterCount(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, isASCIILetter(text[position]) { position += 1 }
    return position - start
  }

  /// Whether `'`, `’` or a grave accent is at `position`.
  static func isApostrophe(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
    let byte = text[position]
    return byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
      || byte == 0xE2 && position + 2 < end && text[position + 1] == 0x80 && text[position + 2] == 0x99
  }

  /// The bytes of the blank at `position`, 0 where none stands: White_Space and the zero-width space.
  static func blankLength(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
    let byte = text[position]
    if byte < 0x80 { return byte == 32 || byte &- 9 < 5 ? 1 : 0 }
    guard byte == 0xC2 || byte &- 0xE1 < 3 else { return 0 }
    let second = position + 1 < end ? text[position + 1] : 0
    if byte == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard position + 2 < end else { return 0 }
    let third = text[position + 2]
    switch (byte, second) {
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80): return third <= 0x8B || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// The class and the length in bytes of the scalar at `position`.
  static func scalar(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> (kind: Kind, length: Int) {
    let byte = text[position]
    if byte < 0x80 {
      if isASCIILetter(byte) || byte == UInt8(ascii: "_") { return (.letter, 1) }
      if isDigit(byte) { return (.digit, 1) }
      if byte < 32 || byte == 127 { return (.ignorable, 1) }
      return (byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") ? .apostrophe : .mark, 1)
    }
    let (value, length) = decode(text, position, end)
    return (kind(of: value), length)
  }

  /// The scalar that starts at `position` and its length; a byte that starts none counts as U+FFFD of one byte.
  static func decode(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> (value: UInt32, length: Int) {
    let lead = text[position]
    let length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    if length == 1 { return (UInt32(lead), 1) }
    guard length > 0, position + length <= end else { return (0xFFFD, 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = text[position + offset]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }

  private static func kind(of value: UInt32) -> Kind {
    switch value {
    case 0x2019: return .apostrophe
    case 0xC0..<0x2C2 where value != 0xD7 && value != 0xF7: return .letter
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return .ideograph
    case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0x2300...0x23FF, 0x2B00...0x2BFF: return .pictograph
    default: break
    }
    guard let scalar = Unicode.Scalar(value) else { return .ignorable }
    switch scalar.properties.generalCategory {
    case .decimalNumber: return .digit
    case .control, .format: return .ignorable
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .otherSymbol:
      return .mark
    default: return .letter
    }
  }

  /// The end of the emoji at `start`: its modifiers, what zero-width joiners bind to it, or a flag's two halves.
  static func pictographEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let (first, length) = decode(text, start, end)
    var position = start + length
    let isFlagHalf = 0x1F1E6...0x1F1FF ~= first
    while position < end {
      let (value, length) = decode(text, position, end)
      switch value {
      case 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0x20E3, 0xE0020...0xE007F:
        position += length
      case 0x200D:
        let after = position + length
        guard after < end, scalar(text, after, end).kind == .pictograph else { return after }
        position = after + decode(text, after, end).length
      case 0x1F1E6...0x1F1FF where isFlagHalf && position == start + 4:
        position += length
      default:
        return position
      }
    }
    return position
  }
}
