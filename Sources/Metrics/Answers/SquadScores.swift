/// Exact match and F1 of one question or of many, as shares of 1.
package struct AnswerScores: Sendable, Equatable {
  /// 1 where the normalised answer is one of the gold answers.
  package var exact: Double
  /// The largest overlap of words with a gold answer.
  package var f1: Double

  /// Scores, zero unless given.
  package init(exact: Double = 0, f1: Double = 0) {
    self.exact = exact
    self.f1 = f1
  }

  /// The means of scores; zeros for none. Sums run in the order of the questions.
  static func mean(_ scores: some Collection<AnswerScores>) -> AnswerScores {
    guard !scores.isEmpty else { return AnswerScores() }
    let sum = scores.reduce(into: AnswerScores()) {
      $0.exact += $1.exact
      $0.f1 += $1.f1
    }
    return AnswerScores(exact: sum.exact / Double(scores.count), f1: sum.f1 / Double(scores.count))
  }
}

/// A question with its gold answers and what was predicted for it.
package struct ScoredQuestion: Sendable {
  /// The gold answers; none where the question has no answer.
  package var gold: [String]
  /// The prediction: empty for "no answer", nil where none was given.
  package var prediction: String?
  /// How sure it is that there is no answer; compared with a threshold.
  package var nullScore: Double

  /// A question.
  package init(gold: [String], prediction: String?, nullScore: Double = 0) {
    self.gold = gold
    self.prediction = prediction
    self.nullScore = nullScore
  }
}

/// The rules of the official scorer of SQuAD 1.1.
package enum SquadV1 {
  /// The scores of one question: the best over the gold answers, each figure by itself; 0 without a prediction.
  package static func scores(_ question: ScoredQuestion) -> AnswerScores {
    guard let prediction = question.prediction.map(SquadText.init) else { return AnswerScores() }
    var best = AnswerScores()
    for gold in question.gold.lazy.map(SquadText.init) {
      if prediction == gold { best.exact = 1 }
      best.f1 = max(best.f1, prediction.overlap(with: gold) ?? 0)
    }
    return best
  }

  /// The scores over all questions; a question without a prediction counts as 0.
  package static func report(_ questions: [ScoredQuestion]) -> AnswerScores {
    AnswerScores.mean(questions.map(scores))
  }
}
