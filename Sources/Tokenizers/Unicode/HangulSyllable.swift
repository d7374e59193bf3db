/// Hangul syllables are decomposed and composed by arithmetic (The Unicode Standard, section 3.12).
enum HangulSyllable {
  /// The precomposed syllables.
  static let range: ClosedRange<UInt32> = 0xAC00...0xD7A3
  private static let leadingBase: UInt32 = 0x1100
  private static let vowelBase: UInt32 = 0x1161
  private static let trailingBase: UInt32 = 0x11A7
  private static let leadingCount: UInt32 = 19
  private static let vowelCount: UInt32 = 21
  private static let trailingCount: UInt32 = 28

  /// The jamo of a syllable; `trailing` is 0 when it has none.
  static func jamo(of syllable: UInt32) -> (leading: UInt32, vowel: UInt32, trailing: UInt32) {
    let index = syllable - range.lowerBound
    let trailing = index % trailingCount
    return (
      leadingBase + index / (vowelCount * trailingCount),
      vowelBase + index % (vowelCount * trailingCount) / trailingCount,
      trailing == 0 ? 0 : trailingBase + trailing
    )
  }

  /// The syllable of a leading consonant and a vowel, or of a syllable and a trailing consonant.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= leadingBase, first < leadingBase + leadingCount, second >= vowelBase,
      second < vowelBase + vowelCount
    {
      return range.lowerBound
        + ((first - leadingBase) * vowelCount + second - vowelBase) * trailingCount
    }
    if isOpen(first), second > trailingBase, second < trailingBase + trailingCount {
      return first + second - trailingBase
    }
    return nil
  }

  /// Whether this is a syllable without a trailing consonant.
  static func isOpen(_ scalar: UInt32) -> Bool {
    range.contains(scalar) && (scalar - range.lowerBound) % trailingCount == 0
  }
}
