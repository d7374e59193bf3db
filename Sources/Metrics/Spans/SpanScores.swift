/// Precision, recall and F1 of spans, per type, over any number of sequences: seqeval's figures.
package struct SpanScores: Sendable {
  /// How labels are read.
  package enum Mode: Sendable, Equatable {
    /// As conlleval does, in any scheme (seqeval's default).
    case lenient
    /// Strictly by a scheme (seqeval's `mode="strict"`).
    case strict(SpanScheme)
  }

  /// How labels are read.
  package let mode: Mode
  private var types = LabelIndex()
  private var counts: [MatchCounts] = []

  /// Scores over no sequence yet.
  package init(mode: Mode = .lenient) { self.mode = mode }

  /// Counts one sequence; returns what it added, for resampling.
  @discardableResult
  package mutating func add(gold: [String], predicted: [String]) throws(MetricsError) -> MatchCounts {
    guard gold.count == predicted.count else {
      throw .lengths(gold: gold.count, predicted: predicted.count)
    }
    let wanted = try spans(of: gold)
    let found = try spans(of: predicted)
    while counts.count < types.names.count { counts.append(MatchCounts()) }
    let wantedSet = Set(wanted)
    let foundSet = Set(found)
    var sum = MatchCounts()
    for span in foundSet {
      if wantedSet.contains(span) {
        counts[span.type].truePositives += 1
        sum.truePositives += 1
      } else {
        counts[span.type].falsePositives += 1
        sum.falsePositives += 1
      }
    }
    for span in wantedSet where !foundSet.contains(span) {
      counts[span.type].falseNegatives += 1
      sum.falseNegatives += 1
    }
    return sum
  }

  /// The types of which gold or prediction has a span, by name, with their counts.
  package var perType: [(name: String, counts: MatchCounts)] {
    types.sortedNumbers.compactMap { number in
      guard number < counts.count, counts[number].support + counts[number].predicted > 0 else { return nil }
      return (types.names[number], counts[number])
    }
  }

  /// The scores over all types.
  package func scores(_ average: Average) -> MatchScores { average.scores(of: perType.map(\.counts)) }

  private mutating func spans(of labels: [String]) throws(MetricsError) -> [LabelSpan] {
    switch mode {
    case .lenient: LenientSpans.spans(labels, types: &types)
    case .strict(let scheme): try StrictSpans.spans(labels, scheme: scheme, types: &types)
    }
  }
}
