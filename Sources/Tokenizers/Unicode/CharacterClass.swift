/// What the stages ask about a scalar, one bit a question; the answers are the reference library's.
struct CharacterClass: OptionSet, Sendable {
  let rawValue: UInt32

  static let whitespace = Self(rawValue: 1 << 0)
  static let cleanedAway = Self(rawValue: 1 << 1)
  static let punctuation = Self(rawValue: 1 << 2)
  static let ideograph = Self(rawValue: 1 << 3)
  static let nonspacingMark = Self(rawValue: 1 << 4)
  static let combiningMark = Self(rawValue: 1 << 5)
  static let word = Self(rawValue: 1 << 6)
  static let numeric = Self(rawValue: 1 << 7)
  static let patternLetter = Self(rawValue: 1 << 8)
  static let patternNumber = Self(rawValue: 1 << 9)
  static let patternSpace = Self(rawValue: 1 << 10)
  /// Has a lower-case mapping to something else.
  static let lowercases = Self(rawValue: 1 << 11)
  /// Has a canonical decomposition, Hangul syllables included.
  static let decomposes = Self(rawValue: 1 << 12)
  /// Has a compatibility decomposition other than the canonical one.
  static let decomposesCompatibly = Self(rawValue: 1 << 13)
  /// Is moved by canonical ordering: its combining class is not 0.
  static let reorders = Self(rawValue: 1 << 14)
  static let graphemeMark = Self(rawValue: 1 << 15)
  static let graphemeExtend = Self(rawValue: 1 << 16)
  static let graphemePrepend = Self(rawValue: 1 << 17)
  static let graphemeControl = Self(rawValue: 1 << 18)
  static let graphemePictograph = Self(rawValue: 1 << 19)
  static let hangulLeading = Self(rawValue: 1 << 20)
  static let hangulVowel = Self(rawValue: 1 << 21)
  static let hangulTrailing = Self(rawValue: 1 << 22)
  static let conjunctConsonant = Self(rawValue: 1 << 23)
  static let conjunctLinker = Self(rawValue: 1 << 24)
}
