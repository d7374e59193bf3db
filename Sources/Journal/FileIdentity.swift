import Files

/// By what a file is recognised: size, time and beginning. Reading all of a large input only to recognise it would
/// cost as much as reading it.
package struct FileIdentity: Equatable, Sendable {
  /// How many bytes of the beginning count.
  static let beginningCount = 1 << 16

  /// Bytes.
  package let size: Int
  /// When it was last written.
  package let modified: FileTime
  /// The fingerprint of the first 64 KiB.
  package let beginning: Fingerprint
}

/// What happened to a file while it was read.
package enum InputChange: Equatable, Sendable {
  /// Bytes were appended after it was opened; they were not read.
  case grew(from: Int, to: Int)
  /// Bytes that existed when it was opened are gone.
  case shrank(from: Int, to: Int)
  /// Written to, with the size as before.
  case rewritten
  /// The path now leads to another file, or to none; the old one was read to its end.
  case replaced
}
