/// The position of a record in the inputs of a run.
package struct Place: Sendable, Equatable {
  /// Which input, from 0.
  package var file: Int
  /// The line that the record begins on, from 1.
  package var line: Int
  /// The byte offset of the record in its input (after decompression), from 0.
  package var offset: Int
  /// Where the record stood first, when it was unwrapped from a file of rejects.
  package var origin: Origin?

  /// The place that a reject names.
  package struct Origin: Sendable, Equatable {
    /// The file as the reject names it.
    package var file: String?
    /// The line in that file, from 1.
    package var line: Int?
    /// The byte offset in that file.
    package var offset: Int?

    /// Where a record stood first.
    package init(file: String?, line: Int?, offset: Int?) {
      self.file = file
      self.line = line
      self.offset = offset
    }
  }

  /// A place in an input.
  package init(file: Int, line: Int, offset: Int, origin: Origin? = nil) {
    self.file = file
    self.line = line
    self.offset = offset
    self.origin = origin
  }
}
