import Faults

/// An operation on a file that the system refused.
package struct FileError: Error, Equatable, Sendable {
  /// What was tried.
  package enum Operation: String, Sendable {
    /// Opening a file to read it, or a folder to list it.
    case open
    /// Making a new file or folder, or emptying an old file to write it.
    case create
    /// Reading.
    case read
    /// Mapping into memory.
    case map
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
  package var isClosedPipe: Bool { operation == .write && code == FileCalls.brokenPipe }

  /// Whether the file, or a folder on the way to it, is missing.
  package var isMissing: Bool { code == FileCalls.missing || code == FileCalls.notAFolder }

  /// The system's text for the error: `no space left on device`.
  package var reason: String { Phrase.system(code) }
}
