/// A word and its label.
package struct WordAnnotation: Sendable, Equatable {
  /// The word as it appears in the text.
  package var text: String
  /// Where it stands; nil when the record came as words.
  package var span: TextSpan?
  /// The label; nil when the word has no piece that the model could read.
  package var label: String?
  /// The label's probability; 0 without a label.
  package var score: Float
  /// Raw scores in the order of the labels, when asked for.
  package var logits: [Float]?

  /// A word and its label.
  package init(text: String, span: TextSpan?, label: String?, score: Float, logits: [Float]? = nil) {
    self.text = text
    self.span = span
    self.label = label
    self.score = score
    self.logits = logits
  }
}

/// A labelled stretch of the text, such as a name.
package struct SpanAnnotation: Sendable, Equatable {
  /// The text of the stretch.
  package var text: String
  /// Where it stands.
  package var span: TextSpan
  /// The type, without prefix.
  package var label: String
  /// The mean of its words' probabilities.
  package var score: Float

  /// A labelled stretch.
  package init(text: String, span: TextSpan, label: String, score: Float) {
    self.text = text
    self.span = span
    self.label = label
    self.score = score
  }
}
