/// A class of a text or of two; also what `nsp` says.
package struct LabelAnnotation: Sendable, Equatable {
  /// The best label.
  package var label: String
  /// Its probability, or the raw value of a regression.
  package var score: Float
  /// The best labels, best first, when more than one was asked for.
  package var scores: [LabelScore]?
  /// Raw scores in the order of the labels, when asked for.
  package var logits: [Float]?
  /// The place of the label among the record's own choices, where it has some.
  package var index: Int?
  /// The text whose labels these are, when Hugging Face's shape of zero-shot labels was asked for.
  package var sequence: String?

  /// A class.
  package init(label: String, score: Float, scores: [LabelScore]? = nil, logits: [Float]? = nil) {
    self.label = label
    self.score = score
    self.scores = scores
    self.logits = logits
  }
}

/// A label and its probability.
package struct LabelScore: Sendable, Equatable {
  /// The label.
  package var label: String
  /// Its probability.
  package var score: Float

  /// A label and its probability.
  package init(label: String, score: Float) {
    self.label = label
    self.score = score
  }
}
