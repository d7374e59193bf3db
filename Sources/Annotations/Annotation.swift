/// An annotation and the key that it goes under.
package struct KeyedAnnotation: Sendable {
  /// The key, such as `tag`.
  package var key: String
  /// What was found.
  package var annotation: Annotation

  /// An annotation under a key.
  package init(_ key: String, _ annotation: Annotation) {
    self.key = key
    self.annotation = annotation
  }
}

/// What a task found out about one record.
package struct Annotation: Sendable, Equatable {
  /// The finding.
  package var value: Value
  /// Into how many windows the record was cut, when more than one.
  package var windows: Int?
  /// How many tokens the record has, when part of them was cut off.
  package var truncatedTokens: Int?

  /// An annotation.
  package init(_ value: Value, windows: Int? = nil, truncatedTokens: Int? = nil) {
    self.value = value
    self.windows = windows
    self.truncatedTokens = truncatedTokens
  }

  /// The findings of the tasks.
  package enum Value: Sendable, Equatable {
    /// One label per word.
    case words([WordAnnotation])
    /// Labelled stretches of the text.
    case spans([SpanAnnotation])
    /// Tokens or groups of tokens as Hugging Face's pipeline gives them (`--aggregate`).
    case entities([EntityAnnotation])
    /// An answer to a question.
    case answer(AnswerAnnotation)
    /// A class.
    case label(LabelAnnotation)
    /// The candidates for each mask.
    case masks([MaskAnnotation])
    /// One vector.
    case vector([Float])
    /// One vector per token.
    case vectors([[Float]])
    /// The token ids of a text that is one window.
    case tokenization(Tokenization)
    /// The token ids of a text, window by window.
    case tokenizations([Tokenization])
  }
}

/// A stretch of a field's text.
package struct TextSpan: Sendable, Equatable, Hashable {
  /// UTF-8 bytes of the field.
  package var bytes: Range<Int>
  /// The start in the unit that was asked for (code points unless specified otherwise).
  package var start: Int
  /// The end, exclusive, in that unit.
  package var end: Int

  /// A stretch of text.
  package init(bytes: Range<Int>, start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }
}
