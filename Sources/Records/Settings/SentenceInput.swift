/// What a task reads of a sentence.
package enum SentenceInput: Sendable {
  /// Its syntactic words.
  case words
  /// Its running text.
  case text
}
