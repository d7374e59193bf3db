/// A time of a file as the file system keeps it, since 1970.
package struct FileTime: Equatable, Sendable {
  /// Whole seconds.
  package let seconds: Int
  /// Nanoseconds on top of them.
  package let nanoseconds: Int

  /// A time.
  package init(seconds: Int, nanoseconds: Int) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }
}
