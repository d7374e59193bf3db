import Foundation
import Tasks
import TestSupport
import Testing

/// The search against a plain enumeration of every span of every window.
@Suite struct SpanSearchTests {
  @Test func findsTheBestSpansAndTheirShares() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<300 {
      let count = random.below(40)
      let width = max(2, 1 + random.below(20))
      let overlap = random.below(min(width, 8))
      let logits = Self.windows(count: count, width: width, overlap: overlap, &random)
      let maximumLength = 1 + random.below(12)
      let search = SpanSearch(logits, maximumLength: maximumLength, count: 5)
      let expected = Self.enumerated(logits, maximumLength: maximumLength)
      #expect(search.best.map { [$0.first, $0.last] } == expected.prefix(5).map { [$0.first, $0.last] })
      let largest = expected.map(\.logit).max().map { max($0, logits.null) } ?? logits.null
      let total = expected.reduce(exp(Double(logits.null - largest))) { $0 + exp(Double($1.logit - largest)) }
      #expect(abs(Double(search.nullScore) - exp(Double(logits.null - largest)) / total) < 1e-6)
      for (found, span) in zip(search.best, expected) {
        #expect(abs(Double(found.score) - exp(Double(span.logit - largest)) / total) < 1e-6)
      }
    }
  }

  @Test func ofEqualSpansTheEarliestThenTheShortestIsFirst() {
    let logits = WindowedLogits(
      cover: WindowCover(bounds: [0..<3]), start: [[1, 1, 1]], end: [[2, 2, 2]], nullStart: 0, nullEnd: 0)
    let search = SpanSearch(logits, maximumLength: 2, count: 3)
    #expect(search.best.map { [$0.first, $0.last] } == [[0, 0], [0, 1], [1, 1]])
  }

  @Test func anEmptyContextHasOnlyTheNullAnswer() {
    let logits = WindowedLogits(
      cover: WindowCover(bounds: [0..<0]), start: [[]], end: [[]], nullStart: 2, nullEnd: 1)
    let search = SpanSearch(logits, maximumLength: 30, count: 1)
    #expect(search.best.isEmpty)
    #expect(search.nullScore == 1)
    #expect(search.nullLogit == 3)
  }

  private static func windows(
    count: Int, width: Int, overlap: Int, _ random: inout SeededRandom
  ) -> WindowedLogits {
    var bounds: [Range<Int>] = []
    var start = 0
    repeat {
      bounds.append(start..<min(start + width, count))
      start += width - overlap
    } while bounds[bounds.count - 1].upperBound < count
    func logits(_ range: Range<Int>) -> [Float] { range.map { _ in Float(random.below(2000)) / 200 - 5 } }
    return WindowedLogits(
      cover: WindowCover(bounds: bounds), start: bounds.map(logits), end: bounds.map(logits), nullStart: 1,
      nullEnd: 2)
  }

  /// Every span in the window that gives it most context, best first.
  private static func enumerated(_ logits: WindowedLogits, maximumLength: Int) -> [ScoredSpan] {
    let bounds = logits.cover.bounds
    var spans: [ScoredSpan] = []
    let count = logits.cover.tokenCount
    for first in 0..<count {
      for last in first..<min(first + maximumLength, count) {
        var best: (window: Int, context: Int)?
        for (window, range) in bounds.enumerated() where range.contains(first) && range.contains(last) {
          let context = min(first - range.lowerBound, range.upperBound - 1 - last)
          if best.map({ context > $0.context }) ?? true { best = (window, context) }
        }
        guard let window = best?.window else { continue }
        spans.append(
          ScoredSpan(
            first: first, last: last, startLogit: logits.start[window][first - bounds[window].lowerBound],
            endLogit: logits.end[window][last - bounds[window].lowerBound]))
      }
    }
    return spans.enumerated().sorted { ($1.element.logit, $0.offset) < ($0.element.logit, $1.offset) }.map(
      \.element)
  }
}
