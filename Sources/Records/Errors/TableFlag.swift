/// The flags that name columns.
package enum TableFlag: String, Sendable, Equatable {
  /// `--text`
  case text
  /// `--question`
  case question
  /// `--context`
  case context
  /// `--pair`
  case pair
}
