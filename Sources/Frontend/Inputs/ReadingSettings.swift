import Records

/// How inputs are read.
package struct ReadingSettings: Sendable {
  /// The format; nil finds it out by name, then by first bytes.
  package var format: RecordFormat?
  /// Keys or columns that the user named.
  package var selection: FieldSelection
  /// The columns of tables without header.
  package var columns: [String]?
  /// The unit of plain text that is a record.
  package var unit: TextUnit.Size = .line
  /// Records and skipped elements of XML documents.
  package var xml = XMLSettings()

  /// Everything guessed, for a task that needs `shape`.
  package init(_ shape: FieldSelection.Shape) { selection = FieldSelection(shape) }
}

/// How annotations are written.
package struct WritingSettings: Sendable {
  /// The output's format; nil is the input's own.
  package var format: OutputFormat?
  /// The annotation's key; nil is the task's name.
  package var key: String?
  /// Whether an annotation takes the place of what is there.
  package var replace = false
  /// Names and shapes of an annotation's parts.
  package var schema: AnnotationStyle.Schema = .own
  /// The CoNLL-U column that gets the labels.
  package var column: CoNLLUColumn = .upos
  /// The file that gets the best answers to each question, as SQuAD's tools name them.
  package var nBest: String?
  /// The file that gets how much the null scores above each question's best answer.
  package var nullOdds: String?

  /// All at their defaults.
  package init() {}
}
