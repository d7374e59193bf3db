import Annotations

/// Where a task's annotation goes.
package struct AnnotationTarget: Sendable {
  /// Its key.
  package var key: String
  /// What it holds.
  package var kind: AnnotationKind
  /// The CoNLL-U column that gets its labels.
  package var column: CoNLLUColumn = .upos

  /// A place under a key.
  package init(key: String, kind: AnnotationKind, column: CoNLLUColumn = .upos) {
    self.key = key
    self.kind = kind
    self.column = column
  }
}
