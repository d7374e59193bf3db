/// What a run reports to its caller, in the numbers of sysexits.h; of several inputs the highest counts.
package enum ExitStatus: Int32, Sendable, Comparable {
  /// Everything was done.
  case done = 0
  /// The command line does not make sense.
  case usage = 64
  /// Done, but some records or files were rejected.
  case rejected = 65
  /// An input does not exist or cannot be opened.
  case noInput = 66
  /// A fault in bertrun itself.
  case internalFault = 70
  /// An output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed.
  case readWrite = 74
  /// Another run holds the lock.
  case locked = 75
  /// Too many records were rejected for a success.
  case tooManyRejects = 76
  /// The model, the job file or the journal cannot be used.
  case badConfiguration = 78

  /// Orders by number.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
