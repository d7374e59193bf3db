/// What is tokenized as one sequence.
package enum Segment: Sendable {
  /// A text, cut into words by the tokenizer.
  case text(String)
  /// Words already cut, as `is_split_into_words` takes them: each is tokenized on its own, and offsets count
  /// within it.
  case words([String])
}
