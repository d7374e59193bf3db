/// One span of the context that may answer the question.
package struct AnswerCandidate: Sendable, Equatable {
  /// The answer's text; empty for the null answer.
  package var text: String
  /// Its span in the context; 0..<0 for the null answer.
  package var span: TextSpan
  /// The probability over all spans of the record and the null.
  package var score: Float
  /// The raw score of its first token.
  package var startLogit: Float
  /// The raw score of its last token.
  package var endLogit: Float

  /// A span that may answer the question.
  package init(text: String, span: TextSpan, score: Float, startLogit: Float, endLogit: Float) {
    self.text = text
    self.span = span
    self.score = score
    self.startLogit = startLogit
    self.endLogit = endLogit
  }
}

/// The answer to a question.
package struct AnswerAnnotation: Sendable, Equatable {
  /// The answer given: the best span, or the null answer.
  package var best: AnswerCandidate
  /// The probability that there is no answer.
  package var nullScore: Float
  /// The null's start + end logit: the least over the record's windows.
  package var nullLogit: Float
  /// The null's logit minus that of the best span, whichever of the two was given.
  package var nullOdds: Float
  /// The best candidates, best first, when more than one was asked for.
  package var alternatives: [AnswerCandidate]?

  /// An answer.
  package init(
    best: AnswerCandidate, nullScore: Float, nullLogit: Float, nullOdds: Float,
    alternatives: [AnswerCandidate]? = nil
  ) {
    self.best = best
    self.nullScore = nullScore
    self.nullLogit = nullLogit
    self.nullOdds = nullOdds
    self.alternatives = alternatives
  }
}
