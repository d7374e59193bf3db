/// What a model came to on the dev files.
package struct DevEvaluation: Sendable, Equatable {
  /// The step.
  package var step: Int
  /// The figures of each head.
  package var heads: [HeadScores]
  /// The figure by which the best is known.
  package var score: Double
  /// Whether it is the best so far.
  package var isBest: Bool
  /// The best figure so far, and its step.
  package var best: BestScore
}

/// The best figure of a run.
package struct BestScore: Sendable, Equatable {
  /// The figure.
  package var score: Double
  /// The step at which it was reached.
  package var step: Int
}

/// The figures of a head on its dev files.
package struct HeadScores: Sendable, Equatable {
  /// The head.
  package var name: String
  /// The figures, in the order of `eval`'s report.
  package var metrics: [(name: String, value: Double)]
  /// The label that every record was given, where the gold has others too; nil where more than one was given.
  package var onlyLabel: String?

  /// Figures of a head.
  package init(name: String, metrics: [(name: String, value: Double)], onlyLabel: String? = nil) {
    self.name = name
    self.metrics = metrics
    self.onlyLabel = onlyLabel
  }

  /// Scores are equal where all figures are.
  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.onlyLabel == right.onlyLabel
      && left.metrics.elementsEqual(right.metrics) { $0 == $1 }
  }
}
