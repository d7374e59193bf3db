import Tasks

/// One window that is learned, and the record that it is of.
package struct TrainingExample: Sendable {
  /// What the encoder reads, and the rows that the head reads.
  package let window: Window
  /// What the rows' scores should be.
  package let targets: WindowTargets
  /// The record.
  package let record: RecordName

  /// A window of a record.
  package init(_ window: Window, _ targets: WindowTargets, of record: RecordName) {
    self.window = window
    self.targets = targets
    self.record = record
  }

  /// Tokens of the window, specials included.
  var tokens: Int { window.ids.count }
}

/// What a record is called in messages.
package struct RecordName: Sendable, Equatable {
  /// The input's number among those of its task.
  package var file: Int
  /// The line that it begins on.
  package var line: Int
  /// Its identifier, where it has one.
  package var id: String?

  /// A record of a file.
  package init(file: Int, line: Int, id: String? = nil) {
    self.file = file
    self.line = line
    self.id = id
  }
}
