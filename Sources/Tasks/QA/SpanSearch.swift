/// The span head's logits for the windows of one context.
package struct WindowedLogits: Sendable {
  /// How the windows cut the context.
  package var cover: WindowCover
  /// Start logits of each window's context tokens, `[cover.bounds[w].count]`.
  package var start: [[Float]]
  /// End logits of each window's context tokens, `[cover.bounds[w].count]`.
  package var end: [[Float]]
  /// The start logit at token 0 of the window whose `start + end` there is smallest: the null answer's.
  package var nullStart: Float
  /// The end logit at the same place.
  package var nullEnd: Float

  /// The logit of the null answer.
  package var null: Float { nullStart + nullEnd }

  /// Takes the logits that the span head gave for the windows of one context.
  package init(cover: WindowCover, start: [[Float]], end: [[Float]], nullStart: Float, nullEnd: Float) {
    self.cover = cover
    self.start = start
    self.end = end
    self.nullStart = nullStart
    self.nullEnd = nullEnd
  }
}

/// A span of context tokens, both ends inclusive, with its logits.
package struct ScoredSpan: Sendable, Equatable {
  /// First token of the span.
  package var first: Int
  /// Last token of the span.
  package var last: Int
  /// Logit of the first token being the start.
  package var startLogit: Float
  /// Logit of the last token being the end.
  package var endLogit: Float
  /// Softmax over every span of the record and the null answer.
  package var score: Float = 0

  /// A span with its logits, not yet scored.
  package init(first: Int, last: Int, startLogit: Float, endLogit: Float) {
    self.first = first
    self.last = last
    self.startLogit = startLogit
    self.endLogit = endLogit
  }

  /// The span's logit, `start + end`.
  package var logit: Float { startLogit + endLogit }
}

/// The outcome of a search over all spans of a record.
package struct SpanSearch: Sendable {
  /// The best spans, best first; of equal ones the earliest, then the shortest.
  package var best: [ScoredSpan]
  /// Softmax of the null answer over the same candidates.
  package var nullScore: Float
  /// The null answer's start logit.
  package var nullStart: Float
  /// The null answer's end logit.
  package var nullEnd: Float

  /// The null answer's logit.
  package var nullLogit: Float { nullStart + nullEnd }

  /// Searches every span of at most `maximumLength` tokens, exactly.
  ///
  /// A span counts once, in the window where the smaller of its left and right context is largest (of equal
  /// windows the earlier), which for one token is the rule that tagging uses. One softmax runs over all spans
  /// of the record and the null answer, so that scores compare across windows and never sum to more than 1.
  /// Time is O(tokens × maximumLength).
  package init(_ logits: WindowedLogits, maximumLength: Int, count: Int) {
    var leaders = Leaders(capacity: count)
    var sum = ExponentialSum(reference: logits.null)
    sum.add(logits.null)
    var window = 0
    for first in 0..<logits.cover.tokenCount {
      logits.cover.advance(&window, first: first, last: first)
      var spanWindow = window
      var last = first
      while last - first < maximumLength, last < logits.cover.tokenCount {
        logits.cover.advance(&spanWindow, first: first, last: last)
        let bounds = logits.cover.bounds[spanWindow]
        guard bounds.contains(first), bounds.contains(last) else { break }
        let span = ScoredSpan(
          first: first, last: last, startLogit: logits.start[spanWindow][first - bounds.lowerBound],
          endLogit: logits.end[spanWindow][last - bounds.lowerBound])
        sum.add(span.logit)
        leaders.offer(span)
        last += 1
      }
    }
    best = leaders.spans.map { span in
      var span = span
      span.score = sum.share(of: span.logit)
      return span
    }
    nullScore = sum.share(of: logits.null)
    nullStart = logits.nullStart
    nullEnd = logits.nullEnd
  }
}

/// A sum of exponentials kept relative to its largest term, so that it cannot overflow.
private struct ExponentialSum {
  private var largest: Double
  private var total = 0.0

  init(reference: Float) { largest = Double(reference) }

  mutating func add(_ logit: Float) {
    let logit = Double(logit)
    if logit > largest {
      total = total * exponential(largest - logit)
      largest = logit
    }
    total += exponential(logit - largest)
  }

  func share(of logit: Float) -> Float { Float(exponential(Double(logit) - largest) / total) }
}

/// The best spans seen so far, best first, at most `capacity`.
private struct Leaders {
  let capacity: Int
  private(set) var spans: [ScoredSpan] = []

  init(capacity: Int) {
    self.capacity = capacity
    spans.reserveCapacity(min(capacity, 64) + 1)
  }

  /// Spans are offered in order of start, then length, so an equal logit never overtakes.
  mutating func offer(_ span: ScoredSpan) {
    if spans.count == capacity {
      guard let worst = spans.last, span.logit > worst.logit else { return }
      spans.removeLast()
    }
    let place = spans.partitioningIndex { $0.logit < span.logit }
    spans.insert(span, at: place)
  }
}

extension [ScoredSpan] {
  /// The first index whose element meets a condition that holds for a suffix.
  fileprivate func partitioningIndex(_ holds: (ScoredSpan) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
