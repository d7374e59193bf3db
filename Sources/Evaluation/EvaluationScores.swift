import Metrics
import Tasks

/// Comparisons added up, and the figures that they give.
package struct EvaluationScores {
  /// What is found out about all records.
  package struct Result: Sendable {
    /// The figures, in the report's order.
    package var metrics: [NamedMetric]
    /// Precision, recall and F1 a label; empty where the figures are not of labels.
    var perLabel: [(name: String, counts: MatchCounts)] = []
    /// What was taken for what, where each record or word has one label.
    package var confusion: ConfusionMatrix?
    /// The table of labels or of groups of questions.
    var table: TextTable?
  }

  private let scheme: SpanScheme?
  private let rules: AnswerReport.Rules?
  /// Questions whose null score is above it are answered with "no answer".
  private let nullThreshold: Double?

  private var sequences: [(gold: [String], predicted: [String?])] = []
  private var placed: PlacedTagReport?
  private var questions: [(question: ScoredQuestion, isImpossible: Bool)] = []
  private var labels = LabelReport()
  private var numbers = RegressionReport()
  private var knowsNull = false
  /// Records that were compared.
  private(set) var records = 0
  /// Records without a gold value.
  private(set) var leftOut = 0
  /// Records for which nothing was predicted.
  private(set) var missing = 0

  /// Scores over nothing yet.
  init(scheme: SpanScheme?, rules: AnswerReport.Rules?, nullThreshold: Double?) {
    self.scheme = scheme
    self.rules = rules
    self.nullThreshold = nullThreshold
  }

  /// Counts one record.
  mutating func add(_ comparison: Comparison) {
    switch comparison {
    case .leftOut:
      leftOut += 1
      return
    case .unfit: return
    case .tags(let gold, let predicted): sequences.append((gold, predicted))
    case .placed(let gold, let predicted, let unit):
      var report = placed ?? PlacedTagReport(unit: unit)
      placed = nil
      report.add(gold: gold, predicted: predicted)
      placed = report
    case .answer(let gold, let isImpossible, let predicted, let nullScore):
      if nullScore != nil { knowsNull = true }
      let question = ScoredQuestion(gold: gold, prediction: predicted, nullScore: nullScore ?? 0)
      questions.append((question, isImpossible))
    case .label(let gold, let predicted):
      labels.add(gold: gold, predicted: predicted ?? TagReport.noLabel)
    case .number(let gold, let predicted): numbers.add(gold: gold, predicted: predicted)
    }
    records += 1
    if comparison.isMissing { missing += 1 }
  }

  /// Counts a question that could not be asked, as one without a prediction.
  mutating func addUnanswered() {
    // What the gold was is of no matter: by neither scorer's rules does such a question compare texts.
    add(.answer(gold: [""], isImpossible: false, predicted: nil, nullScore: nil))
  }

  /// The figures; throws where labels break the scheme that was asked for.
  func result(bootstrap: Bootstrap?) throws(EvaluationFault) -> Result {
    if let placed {
      guard scheme == nil else { throw .schemeNeedsWords }
      return Result(
        metrics: placed.metrics(bootstrap: bootstrap), perLabel: placed.perLabel, table: placed.table)
    }
    if !sequences.isEmpty { return try tags(bootstrap) }
    if !questions.isEmpty { return answers(bootstrap) }
    if numbers.records > 0 { return Result(metrics: numbers.metrics()) }
    return Result(
      metrics: labels.metrics(bootstrap: bootstrap), perLabel: labels.confusion.perLabel,
      confusion: labels.confusion, table: labels.table)
  }

  /// The labels of gold and predictions, where not one of them is on both sides.
  package struct Strangers: Sendable, Equatable {
    /// Labels of the gold.
    var gold: [String]
    /// Labels that were predicted.
    var predicted: [String]
  }

  /// Labels that cannot meet: the model's names are others than the gold's.
  var strangers: Strangers? {
    var gold = LabelIndex()
    var predicted = LabelIndex()
    for sequence in sequences {
      for label in sequence.gold { _ = gold.number(of: label) }
      for case let label? in sequence.predicted { _ = predicted.number(of: label) }
    }
    for (name, counts) in labels.confusion.perLabel + (placed?.perLabel ?? []) {
      if counts.support > 0 { _ = gold.number(of: name) }
      if counts.predicted > 0 { _ = predicted.number(of: name) }
    }
    guard !gold.names.isEmpty, !predicted.names.isEmpty,
      !gold.names.contains(where: { predicted.existingNumber(of: $0) != nil })
    else { return nil }
    return Strangers(
      gold: gold.sortedNumbers.map { gold.names[$0] },
      predicted: predicted.sortedNumbers.map { predicted.names[$0] })
  }

  // MARK: Words

  private func tags(_ bootstrap: Bootstrap?) throws(EvaluationFault) -> Result {
    let mode: SpanScores.Mode? =
      if let scheme { .strict(scheme) } else if areSpans { .lenient } else { nil }
    var report = TagReport(spans: mode)
    do throws(MetricsError) {
      for sequence in sequences { try report.add(gold: sequence.gold, predicted: sequence.predicted) }
    } catch {
      throw .labels(error)
    }
    return Result(
      metrics: report.metrics(bootstrap: bootstrap),
      perLabel: report.spans?.perType ?? report.confusion.perLabel,
      confusion: mode == nil ? report.confusion : nil, table: report.table)
  }

  /// Whether the labels of both sides have the prefixes of spans.
  private var areSpans: Bool {
    var index = LabelIndex()
    for sequence in sequences {
      for label in sequence.gold { _ = index.number(of: label) }
      for case let label? in sequence.predicted { _ = index.number(of: label) }
    }
    return SpanDecoding(labels: index.names) != nil
  }

  // MARK: Answers

  private func answers(_ bootstrap: Bootstrap?) -> Result {
    let isSecond = questions.contains { $0.isImpossible }
    let rules = rules ?? (isSecond ? .v2 : .v1)
    var report = AnswerReport(rules: rules, threshold: nullThreshold ?? .infinity)
    for (question, _) in questions {
      var question = question
      if rules == .v1, let nullThreshold, question.prediction != nil, question.nullScore > nullThreshold {
        question.prediction = ""
      }
      report.add(question)
    }
    var metrics = report.metrics(bootstrap: bootstrap)
    // Without null scores there is nothing that thresholds could be compared with.
    if !knowsNull { metrics.removeAll { $0.name.hasPrefix("best_") } }
    return Result(metrics: metrics, table: report.table)
  }
}
