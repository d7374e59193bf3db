/// Splits at the matches of a pattern, or at what lies between them.
struct PatternSplit: Sendable {
  let pattern: Pattern
  let behavior: SplitBehavior
  let isInverted: Bool

  func apply(to text: inout AlignedText) {
    text.split(behavior, inverted: isInverted) { bytes, from, to in
      pattern.next(in: bytes, from: from, to: to)
    }
  }
}
