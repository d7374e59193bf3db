/// How inputs are read.
package struct ReadingSettings: Sendable {
  /// The format; nil finds it out by name, then by first bytes.
  package var format: RecordFormat?
  /// Keys or columns that the user named.
  package var selection: FieldSelection
  /// Columns, delimiter and header of tables.
  package var table = TableSettings()
  /// The unit of plain text that is a record.
  package var unit: TextUnitSize = .line
  /// The encoding of inputs, as iconv names it; nil is UTF-8, or what a document of XML declares.
  package var encoding: String?
  /// Records and skipped elements of XML documents.
  package var xml = XMLSettings()

  /// Everything guessed, for a task that needs `shape`.
  package init(_ shape: FieldSelection.Shape) { selection = FieldSelection(shape) }

  /// Whether an encoding is one that can be read (`--encoding`).
  package static func knows(encoding: String) -> Bool { Charset(encoding) != nil }
}
