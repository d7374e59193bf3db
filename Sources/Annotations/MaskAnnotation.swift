/// The candidates for one mask.
package struct MaskAnnotation: Sendable, Equatable {
  /// Where the mask stands.
  package var span: TextSpan
  /// The best tokens, best first.
  package var candidates: [MaskCandidate]

  /// The candidates for a mask.
  package init(span: TextSpan, candidates: [MaskCandidate]) {
    self.span = span
    self.candidates = candidates
  }
}

/// A candidate token for a mask.
package struct MaskCandidate: Sendable, Equatable {
  /// The token as the vocabulary spells it.
  package var token: String
  /// The token's id.
  package var id: Int
  /// The token as text.
  package var text: String
  /// Its probability.
  package var score: Float
  /// Its raw score.
  package var logit: Float
  /// The whole text with this token at the mask, when Hugging Face's shape was asked for.
  package var sequence: String?

  /// A candidate token for a mask.
  package init(token: String, id: Int, text: String, score: Float, logit: Float, sequence: String? = nil) {
    self.token = token
    self.id = id
    self.text = text
    self.score = score
    self.logit = logit
    self.sequence = sequence
  }
}
