/// What a head answers.
package enum HeadKind: String, Sendable, CaseIterable {
  /// A label per token.
  case token
  /// Where an answer starts and ends.
  case span
  /// A label for the whole sequence.
  case sequence
  /// A number for one of several choices.
  case choice
  /// A token for a mask.
  case maskedLM = "masked-lm"
  /// Whether the second text follows the first (BERT).
  case nextSentence = "next-sentence"
  /// Whether two texts are in order (ALBERT).
  case sentenceOrder = "sentence-order"
  /// Whether a token was replaced (ELECTRA).
  case replacedToken = "replaced-token"
  /// The pooler's vector.
  case pooled
}

extension HeadKind {
  /// The task that reads a head of this kind; of several, the first.
  package var task: TaskName {
    guard let task = TaskName.allCases.first(where: { $0.heads.contains(self) }) else {
      preconditionFailure("a task reads heads of kind '\(rawValue)'")
    }
    return task
  }
}
