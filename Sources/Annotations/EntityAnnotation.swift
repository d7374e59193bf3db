/// An entity as Hugging Face's token-classification pipeline gives it.
package struct EntityAnnotation: Sendable, Equatable {
  /// The label: with prefix for a token (`entity`), without for a group (`entity_group`).
  package var label: String
  /// Whether it is a group of tokens.
  package var isGroup: Bool
  /// The probability.
  package var score: Float
  /// The token's place in its window; groups have none.
  package var index: Int?
  /// The tokens, decoded.
  package var word: String
  /// Where it stands.
  package var span: TextSpan?

  /// An entity.
  package init(label: String, isGroup: Bool, score: Float, index: Int?, word: String, span: TextSpan?) {
    self.label = label
    self.isGroup = isGroup
    self.score = score
    self.index = index
    self.word = word
    self.span = span
  }
}
