/// What a record's source says the annotation should be; read for `eval` alone.
package enum Gold: Sendable, Equatable {
  /// One label per word; nil where the source gives none.
  case tags([String?])
  /// Labelled stretches of the text.
  case spans([GoldSpan])
  /// The accepted answers; none for a question without answer.
  case answers([GoldAnswer], isImpossible: Bool)
  /// A class, or nil where the annotators did not agree (`-`) or the source gives none.
  case label(String?)
}

/// A labelled stretch of a text.
package struct GoldSpan: Sendable, Equatable {
  /// The first code point, from 0.
  package var start: Int
  /// One past the last code point.
  package var end: Int
  /// The label.
  package var label: String

  /// A labelled stretch; offsets in code points, end exclusive.
  package init(start: Int, end: Int, label: String) {
    self.start = start
    self.end = end
    self.label = label
  }
}

/// An accepted answer.
package struct GoldAnswer: Sendable, Equatable {
  /// The answer's text.
  package var text: String
  /// Where the source says it begins, in code points; official scorers never read it.
  package var start: Int?

  /// An accepted answer.
  package init(text: String, start: Int?) {
    self.text = text
    self.start = start
  }
}
