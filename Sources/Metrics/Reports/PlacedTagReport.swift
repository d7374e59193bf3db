/// Labels on stretches of running text against gold labels: both place and label must be right.
package struct PlacedTagReport: Sendable {
  /// What the stretches are.
  package enum Unit: Sendable {
    /// The words of a text that was given without its words: every one has a label.
    case words
    /// Spans such as names.
    case spans
  }

  /// What the stretches are.
  package let unit: Unit
  private var scores = PlacedTagScores()
  private var labels = LabelIndex()
  private var labelCounts: [MatchCounts] = []
  private var textCounts: [MatchCounts] = []

  /// A report over no text yet.
  package init(unit: Unit) { self.unit = unit }

  /// Counts one text.
  package mutating func add(gold: [PlacedTag], predicted: [PlacedTag]) {
    textCounts.append(scores.add(gold: gold, predicted: predicted))
    var waiting: [Range<Int>: Int] = [:]
    for tag in gold {
      let label = number(of: tag.label)
      labelCounts[label].falseNegatives += 1
      waiting[tag.range] = label
    }
    for tag in predicted {
      let label = number(of: tag.label)
      if waiting.removeValue(forKey: tag.range) == label {
        labelCounts[label].truePositives += 1
        labelCounts[label].falseNegatives -= 1
      } else {
        labelCounts[label].falsePositives += 1
      }
    }
  }

  private mutating func number(of label: String) -> Int {
    let number = labels.number(of: label)
    if number == labelCounts.count { labelCounts.append(MatchCounts()) }
    return number
  }

  /// How many texts were counted.
  package var records: Int { textCounts.count }

  /// The labels of either side with their counts, in the order of their code points.
  package var perLabel: [(name: String, counts: MatchCounts)] {
    labels.sortedNumbers.map { (labels.names[$0], labelCounts[$0]) }
  }

  /// `precision recall f1` of labels in their places (micro). Of words also `accuracy`, the share of gold words that
  /// were found and labelled rightly, `words_precision words_recall words_f1` of places alone, and
  /// `aligned_accuracy`, the share of the words found whose label is right; of spans `macro_f1`. Intervals resample
  /// texts.
  package func metrics(bootstrap: Bootstrap? = nil) -> [NamedMetric] {
    let tags = scores.tags
    let rate = { (name: String, figure: @escaping (MatchScores) -> Double) in
      NamedMetric.rate(
        name, figure(tags.scores), bootstrap?.interval(of: textCounts) { figure($0.scores) })
    }
    let all = [rate("precision", \.precision), rate("recall", \.recall), rate("f1", \.f1)]
    switch unit {
    case .words:
      let words = scores.words
      return [rate("accuracy", \.recall)] + all + [
        .rate("words_precision", words.scores.precision), .rate("words_recall", words.scores.recall),
        .rate("words_f1", words.scores.f1),
        .rate("aligned_accuracy", MatchCounts.ratio(tags.truePositives, words.truePositives)),
      ]
    case .spans:
      return all + [.rate("macro_f1", Average.macro.scores(of: perLabel.map(\.counts)).f1)]
    }
  }

  /// One row per label.
  package var table: TextTable { TextTable(perLabel: perLabel) }
}
