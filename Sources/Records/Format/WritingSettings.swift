/// How annotations are written.
package struct WritingSettings: Sendable {
  /// The output's format; nil is the input's own.
  package var format: RecordFormat?
  /// The annotation's key; nil is the task's name.
  package var key: String?
  /// Whether an annotation replaces an existing one.
  package var replace = false
  /// The CoNLL-U column that gets the labels.
  package var column: CoNLLUColumn = .upos

  /// All at their defaults.
  package init() {}
}
