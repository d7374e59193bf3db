/// How windows cut one sequence of tokens: window `w` holds the tokens `bounds[w]`.
///
/// Windows are in order, neither end ever falls, and together they cover the sequence.
package struct WindowCover: Sendable, Equatable {
  /// The tokens of each window, as indices into the whole sequence.
  package var bounds: [Range<Int>]

  /// The number of tokens that the windows cover.
  package var tokenCount: Int { bounds.last?.upperBound ?? 0 }

  /// Takes the tokens of each window.
  package init(bounds: [Range<Int>]) { self.bounds = bounds }

  /// Windows of which each holds `counts[w]` tokens and shares `overlap` tokens with the next.
  package init(counts: [Int], overlap: Int) {
    let step = max(1, (counts.first ?? 0) - overlap)
    bounds = counts.enumerated().map { $0.offset * step..<$0.offset * step + $0.element }
  }

  /// Moves `window` on while the next one gives the tokens `first...last` more context.
  ///
  /// A span counts in the window where the smaller of its left and right context is largest; of equal windows
  /// in the earlier. That context rises and then falls from window to window, and the best window never falls
  /// as the span moves right, so that a caller that walks the sequence passes each window once.
  package func advance(_ window: inout Int, first: Int, last: Int) {
    while window + 1 < bounds.count,
      context(window + 1, first: first, last: last) > context(window, first: first, last: last)
    {
      window += 1
    }
  }

  /// The smaller of a span's left and right context in a window; negative where it sticks out.
  private func context(_ window: Int, first: Int, last: Int) -> Int {
    min(first - bounds[window].lowerBound, bounds[window].upperBound - 1 - last)
  }
}
