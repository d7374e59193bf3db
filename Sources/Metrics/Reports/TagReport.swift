/// Tags against gold tags: accuracy, figures a label, and spans where labels spell spans.
package struct TagReport: Sendable {
  /// What a word without a label counts as in the confusion matrix.
  package static let noLabel = "(none)"

  /// Gold and predicted labels of words.
  package private(set) var confusion = ConfusionMatrix()
  /// Spans, where they are scored.
  package private(set) var spans: SpanScores?
  private var sentenceCounts: [MatchCounts] = []
  private var sentenceSpans: [MatchCounts] = []

  /// A report over no sentence yet; with `spans` the labels are read as spans too.
  package init(spans: SpanScores.Mode? = nil) { self.spans = spans.map(SpanScores.init) }

  /// Counts one sentence; a word without a predicted label is wrong, and `O` among spans.
  package mutating func add(gold: [String], predicted: [String?]) throws(MetricsError) {
    guard gold.count == predicted.count else {
      throw .lengths(gold: gold.count, predicted: predicted.count)
    }
    if let counts = try spans?.add(gold: gold, predicted: predicted.map { $0 ?? "O" }) {
      sentenceSpans.append(counts)
    }
    var right = 0
    for (wanted, found) in zip(gold, predicted) {
      confusion.add(gold: wanted, predicted: found ?? Self.noLabel)
      if let found, found.utf8.elementsEqual(wanted.utf8) { right += 1 }
    }
    sentenceCounts.append(MatchCounts(truePositives: right, falseNegatives: gold.count - right))
  }

  /// How many sentences were counted.
  package var records: Int { sentenceCounts.count }

  /// `accuracy`, and `precision recall f1` (micro) and `macro_f1` of spans; intervals resample sentences.
  package func metrics(bootstrap: Bootstrap? = nil) -> [NamedMetric] {
    var metrics = [
      NamedMetric.rate(
        "accuracy", confusion.accuracy, bootstrap?.interval(of: sentenceCounts) { $0.scores.recall })
    ]
    guard let spans else { return metrics }
    let micro = spans.scores(.micro)
    metrics.append(
      .rate("precision", micro.precision, bootstrap?.interval(of: sentenceSpans) { $0.scores.precision }))
    metrics.append(.rate("recall", micro.recall, bootstrap?.interval(of: sentenceSpans) { $0.scores.recall }))
    metrics.append(.rate("f1", micro.f1, bootstrap?.interval(of: sentenceSpans) { $0.scores.f1 }))
    metrics.append(.rate("macro_f1", spans.scores(.macro).f1))
    return metrics
  }

  /// One row per type of span, or per label where spans are not scored.
  package var table: TextTable { TextTable(perLabel: spans?.perType ?? confusion.perLabel) }
}
