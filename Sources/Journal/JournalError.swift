import Files

/// What can go wrong with durable files.
package enum JournalError: Error, Equatable, Sendable {
  /// The system refused an operation on a file.
  case file(FileError)
  /// Another process holds the lock on this file; its number where the system gives it. Trying again later helps.
  case held(path: String, by: Int?)
  /// The journal at `path` belongs to another run: its input, model or settings are not those of now.
  case mismatch(path: String, [BindingDifference])
  /// The file in the journal's place is not one of our journals; it is not touched.
  case notAJournal(path: String)
  /// The journal at `path` was written in a form that this version does not read.
  case unknownJournalVersion(path: String, version: String)
  /// Resuming was asked for an output that is not a regular file.
  case notResumable(path: String)
}
