import Annotations

/// Where a task's annotation goes, and what it will hold.
package struct AnnotationTarget: Sendable {
  /// Its key.
  package var key: String
  /// What it holds.
  package var kind: AnnotationKind
  /// The column of a CoNLL-U or column file that gets its labels.
  package var column: CoNLLUColumn = .upos
  /// The labels that a class is one of; empty where they are not known before the first record.
  package var labels: [String] = []
  /// Whether labels other than the best one are listed.
  package var listsLabels = false
  /// The answers that are listed beside the best one; 0 for none.
  package var answers = 0

  /// A place under a key.
  package init(key: String, kind: AnnotationKind, column: CoNLLUColumn = .upos) {
    self.key = key
    self.kind = kind
    self.column = column
  }
}
