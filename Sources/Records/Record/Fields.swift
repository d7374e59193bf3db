/// What a task reads of a record.
package enum Fields: Sendable, Equatable {
  /// One running text.
  case text(String)
  /// One text that is cut into words already.
  case words([String])
  /// A question and the text that may answer it.
  case question(String, context: String)
  /// Two texts, or one where the second is absent.
  case pair(String, String?)
  /// A text and the texts of which one fits it.
  case choices(String, [String])
  /// What each of several tasks reads, in their order; nil for one that the record has nothing for.
  indirect case several([Fields?])
}
