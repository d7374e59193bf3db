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
    var parts: [Part] = []
    swap(&parts, &self.parts)
    split { text, piece in
      parts.removeAll(keepingCapacity: true)
      let end = Int(piece.end)
      var place = Int(piece.start)
      while place < end, let match = next(bytes, place, end) {
        if place < match.lowerBound {
          parts.append(Part(start: place, end: match.lowerBound, isMatch: inverted))
        }
        parts.append(Part(start: match.lowerBound, end: match.upperBound, isMatch: !inverted))
        place = match.upperBound
      }
      if place < end { parts.append(Part(start: place, end: end, isMatch: inverted)) }
      text.cut(parts, behavior)
    }
    swap(&parts, &self.parts)
  }

  private mutating func cut(_ parts: [Part], _ behavior: SplitBehavior) {
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
        open = started.lowerBound..<part.end
      } else {
        if let open { cut(from: open.lowerBound, to: open.upperBound) }
        open = part.start..<part.end
      }
    }
    if let open { cut(from: open.lowerBound, to: open.upperBound) }
  }
}
