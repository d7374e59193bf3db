/// How a sequence, or a pair of them, is cut to fit a model.
package struct Truncation: Equatable, Sendable {
  /// Which text gives way.
  package enum Strategy: String, Equatable, Sendable {
    case longestFirst = "longest_first"
    case onlyFirst = "only_first"
    case onlySecond = "only_second"
  }

  /// Tokens of a window, specials included.
  package var maximumLength: Int
  /// Tokens that neighbouring windows share; Hugging Face's `stride`.
  package var overlap: Int
  /// Which text gives way.
  package var strategy: Strategy

  /// A way to cut.
  package init(maximumLength: Int, overlap: Int = 0, strategy: Strategy = .longestFirst) {
    self.maximumLength = maximumLength
    self.overlap = overlap
    self.strategy = strategy
  }
}

extension Truncation {
  /// The windows of one text, or of each of two, as token ranges; the first is the one that counts.
  ///
  /// `room` is what the texts may have together, specials left out.
  func windows(first: Int, second: Int?, room: Int) throws(TokenizerError) -> (
    first: [Range<Int>], second: [Range<Int>]
  ) {
    let total = first + (second ?? 0)
    let uncut = ([0..<first], second.map { [0..<$0] } ?? [])
    if room == 0 {
      return (
        try windows(of: first, width: 0),
        try second.map { count throws(TokenizerError) in try windows(of: count, width: 0) } ?? []
      )
    }
    guard total > room else { return uncut }
    switch strategy {
    case .longestFirst:
      guard let second else { return (try windows(of: first, width: room), []) }
      let widths = Self.longestFirst(first, second, room: room)
      return (try windows(of: first, width: widths.0), try windows(of: second, width: widths.1))
    case .onlyFirst:
      guard first > total - room else { throw .sequenceTooShort(length: first, excess: total - room) }
      return (try windows(of: first, width: first - (total - room)), uncut.1)
    case .onlySecond:
      guard let second else { throw .secondSequenceMissing }
      guard second > total - room else { throw .sequenceTooShort(length: second, excess: total - room) }
      return (uncut.0, try windows(of: second, width: second - (total - room)))
    }
  }

  /// What each of two texts keeps: the shorter one all it has while the other fits beside it, else half each.
  private static func longestFirst(_ first: Int, _ second: Int, room: Int) -> (Int, Int) {
    var shorter = min(first, second)
    var longer = shorter > room ? shorter : max(shorter, room - shorter)
    if shorter + longer > room {
      shorter = room / 2
      longer = shorter + room % 2
    }
    return first > second ? (longer, shorter) : (shorter, longer)
  }

  /// Windows of a width over a count of tokens, each starting where the one before it leaves `overlap`.
  private func windows(of count: Int, width: Int) throws(TokenizerError) -> [Range<Int>] {
    guard width < count else { return [0..<count] }
    // The reference leaves nothing in the first and all of it in the next.
    guard width > 0 else { return [0..<0, 0..<count] }
    guard overlap >= 0, overlap < width else { throw .overlapTooLarge(overlap: overlap, room: width) }
    var windows: [Range<Int>] = []
    var start = 0
    repeat {
      windows.append(start..<min(start + width, count))
      start += width - overlap
    } while windows[windows.count - 1].upperBound < count
    return windows
  }
}
