import Annotations

/// What is read of gold.
package struct GoldReading: Sendable {
  /// The kind of the values, and their key.
  package var selection: GoldSelection
  /// The CoNLL-U column; nil where the task's gold is in none.
  package var column: CoNLLUColumn?
  /// What the model reads of a sentence.
  package var sentences: SentenceInput

  /// Gold of a kind.
  package init(_ selection: GoldSelection, column: CoNLLUColumn?, sentences: SentenceInput = .words) {
    self.selection = selection
    self.column = column
    self.sentences = sentences
  }
}
