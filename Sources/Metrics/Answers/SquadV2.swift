/// The rules of the official scorer of SQuAD 2.0.
package enum SquadV2 {
  /// Figures over a set of questions.
  package struct Part: Sendable, Equatable {
    /// Means over the questions.
    package var scores: AnswerScores
    /// How many questions.
    package var total: Int
  }

  /// The score that the best threshold gives, and that threshold.
  package struct Best: Sendable, Equatable {
    /// As a share of 1.
    package var score: Double
    /// Questions with a null score above it are answered with "no answer".
    package var threshold: Double
  }

  /// All figures of the scorer.
  package struct Report: Sendable, Equatable {
    /// Over all questions with a prediction.
    package var all: Part
    /// Over those with an answer; nil where there are none.
    package var hasAnswer: Part?
    /// Over those without.
    package var noAnswer: Part?
    /// For exact match.
    package var bestExact: Best
    /// For F1.
    package var bestF1: Best
    /// The scores of the questions with a prediction, in their order.
    package var perQuestion: [AnswerScores]
  }

  /// The scores of one question before any threshold; nil without a prediction.
  package static func scores(_ question: ScoredQuestion) -> AnswerScores? {
    guard let prediction = question.prediction.map(SquadText.init) else { return nil }
    var golds = question.gold.map(SquadText.init).filter { !$0.words.isEmpty }
    if golds.isEmpty { golds = [SquadText("")] }
    var best = AnswerScores()
    for gold in golds {
      let isSame = prediction == gold
      if isSame { best.exact = 1 }
      // Where either side is empty, overlap means nothing: 1 if both are.
      let eitherEmpty = prediction.words.isEmpty || gold.words.isEmpty
      best.f1 = max(best.f1, eitherEmpty ? (isSame ? 1 : 0) : prediction.overlap(with: gold) ?? 0)
    }
    return best
  }

  /// The report over `questions`; a null score above `threshold` (1 in the official scorer) turns a prediction into
  /// "no answer". A question without a prediction is left out of every mean, though the search for thresholds starts
  /// from all questions without answer, as in the official scorer.
  package static func report(_ questions: [ScoredQuestion], threshold: Double = 1) -> Report {
    var all: [AnswerScores] = []
    var hasAnswer: [AnswerScores] = []
    var noAnswer: [AnswerScores] = []
    var raw: [AnswerScores?] = []
    for question in questions {
      let scores = scores(question)
      raw.append(scores)
      guard var scores else { continue }
      if question.nullScore > threshold {
        let right = question.gold.isEmpty ? 1.0 : 0.0
        scores = AnswerScores(exact: right, f1: right)
      }
      all.append(scores)
      if question.gold.isEmpty { noAnswer.append(scores) } else { hasAnswer.append(scores) }
    }
    return Report(
      all: Part(scores: .mean(all), total: all.count),
      hasAnswer: hasAnswer.isEmpty ? nil : Part(scores: .mean(hasAnswer), total: hasAnswer.count),
      noAnswer: noAnswer.isEmpty ? nil : Part(scores: .mean(noAnswer), total: noAnswer.count),
      bestExact: best(questions, raw.map { $0?.exact }), bestF1: best(questions, raw.map { $0?.f1 }),
      perQuestion: all)
  }

  /// The threshold with the best mean of `scores`: from "no answer" to everything upwards, question by question in the
  /// order of null scores; of equal null scores the earlier question first.
  private static func best(_ questions: [ScoredQuestion], _ scores: [Double?]) -> Best {
    var current = Double(questions.count { $0.gold.isEmpty })
    var best = Best(score: current, threshold: 0)
    let order = questions.indices.sorted {
      (questions[$0].nullScore, $0) < (questions[$1].nullScore, $1)
    }
    var total = 0
    for place in order {
      guard let score = scores[place] else { continue }
      total += 1
      if !questions[place].gold.isEmpty {
        current += score
      } else if questions[place].prediction?.utf8.isEmpty == false {
        current -= 1
      }
      if current > best.score { best = Best(score: current, threshold: questions[place].nullScore) }
    }
    best.score = total == 0 ? 0 : best.score / Double(total)
    return best
  }
}
