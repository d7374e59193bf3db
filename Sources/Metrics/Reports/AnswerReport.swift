/// Answers against gold answers, by the rules of one of SQuAD's scorers.
package struct AnswerReport: Sendable {
  /// Whose rules.
  package enum Rules: String, Sendable, CaseIterable {
    /// SQuAD 1.1: every question has an answer; a missing prediction counts as 0.
    case v1 = "1.1"
    /// SQuAD 2.0: questions without answer; a missing prediction does not count.
    case v2 = "2.0"
  }

  /// Whose rules.
  package let rules: Rules
  /// Questions with a null score above it are answered with "no answer"; 2.0 alone.
  package let threshold: Double
  private var questions: [ScoredQuestion] = []

  /// A report over no question yet.
  package init(rules: Rules, threshold: Double = 1) {
    self.rules = rules
    self.threshold = threshold
  }

  /// Counts one question.
  package mutating func add(_ question: ScoredQuestion) { questions.append(question) }

  /// How many questions were counted, those without a prediction included.
  package var records: Int { questions.count }

  /// How many questions have no prediction.
  package var missing: Int { questions.count { $0.prediction == nil } }

  /// `exact` and `f1`; by the rules of 2.0 also `HasAns_…`, `NoAns_…`, `best_exact`, `best_f1` and their thresholds,
  /// named as the scorer names them. Intervals resample questions.
  package func metrics(bootstrap: Bootstrap? = nil) -> [NamedMetric] {
    switch rules {
    case .v1:
      return overall(questions.map(SquadV1.scores), bootstrap)
    case .v2:
      let report = SquadV2.report(questions, threshold: threshold)
      var metrics = overall(report.perQuestion, bootstrap)
      for (prefix, part) in [("HasAns", report.hasAnswer), ("NoAns", report.noAnswer)] {
        guard let part else { continue }
        metrics.append(.rate("\(prefix)_exact", part.scores.exact))
        metrics.append(.rate("\(prefix)_f1", part.scores.f1))
        metrics.append(NamedMetric(name: "\(prefix)_total", value: Double(part.total)))
      }
      for (name, best) in [("best_exact", report.bestExact), ("best_f1", report.bestF1)] {
        metrics.append(.rate(name, best.score))
        metrics.append(NamedMetric(name: "\(name)_thresh", value: best.threshold))
      }
      return metrics
    }
  }

  private func overall(_ scores: [AnswerScores], _ bootstrap: Bootstrap?) -> [NamedMetric] {
    let mean = AnswerScores.mean(scores)
    return [
      .rate("exact", mean.exact, bootstrap?.interval(ofMean: scores.map(\.exact))),
      .rate("f1", mean.f1, bootstrap?.interval(ofMean: scores.map(\.f1))),
    ]
  }

  /// One row per group of questions.
  package var table: TextTable {
    var table = TextTable(header: ["", "exact", "f1", "questions"])
    let row = { (name: String, scores: AnswerScores, total: Int) in
      [name, TextTable.percent(scores.exact), TextTable.percent(scores.f1), String(total)]
    }
    switch rules {
    case .v1:
      table.rows.append(row("all", SquadV1.report(questions), questions.count))
    case .v2:
      let report = SquadV2.report(questions, threshold: threshold)
      if let part = report.hasAnswer { table.rows.append(row("has answer", part.scores, part.total)) }
      if let part = report.noAnswer { table.rows.append(row("no answer", part.scores, part.total)) }
      table.rows.append(row("all", report.all.scores, report.all.total))
    }
    return table
  }
}
