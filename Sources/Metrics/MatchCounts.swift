/// True and false positives and false negatives of one label or span type; addable.
package struct MatchCounts: Sendable, Equatable {
  /// Found and in the gold.
  package var truePositives: Int
  /// Found, not in the gold.
  package var falsePositives: Int
  /// In the gold, not found.
  package var falseNegatives: Int

  /// Counts, all zero unless given.
  package init(truePositives: Int = 0, falsePositives: Int = 0, falseNegatives: Int = 0) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
  }

  /// How many the gold has.
  package var support: Int { truePositives + falseNegatives }

  /// How many were found.
  package var predicted: Int { truePositives + falsePositives }

  /// Precision, recall and F1 of these counts.
  package var scores: MatchScores {
    MatchScores(
      precision: Self.ratio(truePositives, predicted), recall: Self.ratio(truePositives, support),
      f1: Self.ratio(2 * truePositives, predicted + support))
  }

  /// The sum of two counts.
  package static func + (left: MatchCounts, right: MatchCounts) -> MatchCounts {
    MatchCounts(
      truePositives: left.truePositives + right.truePositives,
      falsePositives: left.falsePositives + right.falsePositives,
      falseNegatives: left.falseNegatives + right.falseNegatives)
  }

  /// Adds counts to these.
  package static func += (left: inout MatchCounts, right: MatchCounts) { left = left + right }

  /// A share; of nothing it is 0, as the field's scorers have it.
  static func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// Precision, recall and F1, as shares of 1.
package struct MatchScores: Sendable, Equatable {
  /// The share of what was found that is right.
  package var precision: Double
  /// The share of the gold that was found.
  package var recall: Double
  /// The harmonic mean of the two.
  package var f1: Double

  /// Scores, all zero unless given.
  package init(precision: Double = 0, recall: Double = 0, f1: Double = 0) {
    self.precision = precision
    self.recall = recall
    self.f1 = f1
  }
}

/// How the scores of several labels become one.
package enum Average: String, Sendable, CaseIterable {
  /// The scores of the summed counts.
  case micro
  /// The mean over labels.
  case macro
  /// The mean over labels, each weighted by its support.
  case weighted

  /// The averaged scores of `counts`, one entry a label; zeros for none.
  package func scores(of counts: [MatchCounts]) -> MatchScores {
    switch self {
    case .micro:
      return counts.reduce(MatchCounts(), +).scores
    case .macro:
      return mean(counts) { _ in 1 }
    case .weighted:
      return mean(counts) { Double($0.support) }
    }
  }

  private func mean(_ counts: [MatchCounts], weight: (MatchCounts) -> Double) -> MatchScores {
    let total = counts.reduce(0) { $0 + weight($1) }
    guard total > 0 else { return MatchScores() }
    var sum = MatchScores()
    for count in counts {
      let scores = count.scores
      let share = weight(count)
      sum.precision += share * scores.precision
      sum.recall += share * scores.recall
      sum.f1 += share * scores.f1
    }
    return MatchScores(precision: sum.precision / total, recall: sum.recall / total, f1: sum.f1 / total)
  }
}
