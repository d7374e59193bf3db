import Faults

/// What can go wrong with durable files.
package enum JournalError: Error, Equatable, Sendable {
  /// The system refused an operation on a file.
  case file(FileError)
  /// Another process holds the lock on this file; its number where the system tells it. Trying again later helps.
  case held(path: String, by: Int?)
  /// The journal at `path` belongs to another run: its input, model or settings are not those of now.
  case mismatch(path: String, [BindingDifference])
  /// There is a file where the journal should be that is no journal of ours; it is left alone.
  case notAJournal(path: String)
  /// The journal at `path` was written in a form that this version does not read.
  case unknownJournalVersion(path: String, version: String)
  /// Resuming was asked for an output that is not a regular file.
  case notResumable(path: String)
}

/// An operation on a file that the system refused.
package struct FileError: Error, Equatable, Sendable {
  /// What was tried.
  package enum Operation: Sendable {
    /// Opening a file to read it.
    case open
    /// Making a new file, or emptying an old one to write it.
    case create
    /// Reading.
    case read
    /// Writing; also cutting a file to a length and setting its mode.
    case write
    /// Waiting until a file or its folder is on the disk.
    case sync
    /// Putting the finished file in the place of the old one.
    case rename
    /// Removing a file.
    case remove
    /// Taking a lock.
    case lock
    /// Asking for size, time and kind.
    case inspect
  }

  /// The file, as it was named by the caller where the caller named it.
  package let path: String
  /// What was tried.
  package let operation: Operation
  /// The system's error number.
  package let code: Int32

  /// An operation that failed with an error number.
  package init(path: String, operation: Operation, code: Int32) {
    self.path = path
    self.operation = operation
    self.code = code
  }

  /// Whether nobody reads the other end of the pipe any more.
  package var isClosedPipe: Bool { operation == .write && code == SystemCalls.brokenPipe }

  /// Whether the file, or a folder on the way to it, is not there.
  package var isMissing: Bool { code == SystemCalls.missing || code == SystemCalls.notAFolder }

  /// The system's text for the error: `no space left on device`.
  package var reason: String { Phrase.system(code) }
}
