/// What becomes of the matches that a text is split at.
enum SplitBehavior: String, Sendable {
  case removed = "Removed"
  case isolated = "Isolated"
  case mergedWithPrevious = "MergedWithPrevious"
  case mergedWithNext = "MergedWithNext"
  case contiguous = "Contiguous"
}

extension AlignedText {
  /// Cuts the open pieces at matches. `next` gives the next match of a piece at or after a place; with
  /// `inverted` what lies between matches is what the text is split at.
  mutating func split(
    _ behavior: SplitBehavior, inverted: Bool = false,
    next: (_ bytes: [UInt8], _ from: Int, _ to: Int) -> Range<Int>?
  ) {
    let bytes = self.bytes
    var parts: [(range: Range<Int>, isMatch: Bool)] = []
    split { text, piece in
      parts.removeAll(keepingCapacity: true)
      let end = Int(piece.end)
      var place = Int(piece.start)
      while place < end, let match = next(bytes, place, end) {
        if place < match.lowerBound { parts.append((place..<match.lowerBound, inverted)) }
        parts.append((match, !inverted))
        place = match.upperBound
      }
      if place < end { parts.append((place..<end, inverted)) }
      text.cut(parts, behavior)
    }
  }

  private mutating func cut(_ parts: [(range: Range<Int>, isMatch: Bool)], _ behavior: SplitBehavior) {
    var open: Range<Int>?
    for (index, part) in parts.enumerated() {
      let previous = index > 0 && parts[index - 1].isMatch
      let joins: Bool
      switch behavior {
      case .removed, .isolated: joins = false
      case .contiguous: joins = part.isMatch == previous
      case .mergedWithPrevious: joins = part.isMatch && !previous
      case .mergedWithNext: joins = previous && !part.isMatch
      }
      if behavior == .removed, part.isMatch { continue }
      if joins, let started = open {
        open = started.lowerBound..<part.range.upperBound
      } else {
        if let open { cut(from: open.lowerBound, to: open.upperBound) }
        open = part.range
      }
    }
    if let open { cut(from: open.lowerBound, to: open.upperBound) }
  }
}
