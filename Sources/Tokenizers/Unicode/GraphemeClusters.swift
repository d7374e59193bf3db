/// Finds where grapheme clusters end, as far as character maps need it.
///
/// Maps ask only for clusters of up to five bytes, so pairs of regional indicators, of eight, need no rule.
struct GraphemeClusters: Sendable {
  private let table = CharacterTable.shared
  private static let joiner: UInt32 = 0x200D

  /// Where the cluster that starts at a place ends.
  func end(of bytes: [UInt8], from start: Int, to end: Int) -> Int {
    let (first, length) = UTF8Scalar.decode(bytes, at: start)
    var index = start + length
    if first == 0x0D, index < end, bytes[index] == 0x0A { return index + 1 }
    var scalar = first
    var state = State()
    state.pass(scalar, table[scalar])
    while index < end {
      let (next, nextLength) = UTF8Scalar.decode(bytes, at: index)
      let nextClasses = table[next]
      guard joins(scalar, table[scalar], next, nextClasses, state) else { break }
      state.pass(next, nextClasses)
      scalar = next
      index += nextLength
    }
    return index
  }

  /// What of the cluster so far bears on what may follow.
  private struct State {
    /// A pictograph, then extending marks only.
    var afterPictograph = false
    /// The same, and then a joiner.
    var afterJoinedPictograph = false
    /// A consonant, then marks; whether one of these was a linker.
    var afterConsonant = false
    var sawLinker = false

    mutating func pass(_ scalar: UInt32, _ classes: CharacterClass) {
      afterJoinedPictograph = afterPictograph && scalar == GraphemeClusters.joiner
      afterPictograph =
        classes.contains(.graphemePictograph) || afterPictograph && classes.contains(.graphemeExtend)
      if classes.contains(.conjunctConsonant) {
        afterConsonant = true
        sawLinker = false
      } else if classes.contains(.conjunctLinker) {
        sawLinker = afterConsonant
      } else if !classes.contains(.graphemeExtend), scalar != GraphemeClusters.joiner {
        afterConsonant = false
      }
    }
  }

  private func joins(
    _ scalar: UInt32, _ classes: CharacterClass, _ next: UInt32, _ nextClasses: CharacterClass, _ state: State
  ) -> Bool {
    if isControl(scalar, classes) || isControl(next, nextClasses) { return false }
    if nextClasses.contains(.graphemeMark) || classes.contains(.graphemePrepend) { return true }
    if state.afterJoinedPictograph, nextClasses.contains(.graphemePictograph) { return true }
    if state.afterConsonant, state.sawLinker, nextClasses.contains(.conjunctConsonant) { return true }
    return joinsSyllable(scalar, classes, next, nextClasses)
  }

  private func isControl(_ scalar: UInt32, _ classes: CharacterClass) -> Bool {
    scalar == 0 || classes.contains(.graphemeControl)
  }

  /// The rules of Hangul: leading consonants, vowels and trailing consonants, and syllables in place of the
  /// first ones.
  private func joinsSyllable(
    _ scalar: UInt32, _ classes: CharacterClass, _ next: UInt32, _ nextClasses: CharacterClass
  ) -> Bool {
    let isSyllable = HangulSyllable.range.contains(scalar)
    if classes.contains(.hangulLeading) {
      return !nextClasses.isDisjoint(with: [.hangulLeading, .hangulVowel])
        || HangulSyllable.range.contains(next)
    }
    if classes.contains(.hangulVowel) || HangulSyllable.isOpen(scalar) {
      return !nextClasses.isDisjoint(with: [.hangulVowel, .hangulTrailing])
    }
    return (isSyllable || classes.contains(.hangulTrailing)) && nextClasses.contains(.hangulTrailing)
  }
}
