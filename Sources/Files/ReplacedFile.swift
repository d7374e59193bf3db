/// A new file that takes its name only when it is whole; given up where it is dropped before. What had the name is
/// replaced, a link too.
package final class ReplacedFile {
  private let replacement: Replacement
  private let descriptor: Int32
  private var isOpen = true

  /// Begins the file that will be called `path`.
  package init(_ path: Path) throws(FileError) {
    replacement = Replacement(of: path)
    descriptor = try FileCalls.open(replacement.partial, .replace)
  }

  deinit {
    guard isOpen else { return }
    FileCalls.close(descriptor)
    try? FileCalls.remove(replacement.partial)
  }

  /// Writes a file of these bytes.
  package static func write(_ bytes: [UInt8], to path: Path) throws(FileError) {
    let file = try ReplacedFile(path)
    try file.write(bytes)
    try file.commit()
  }

  /// Appends bytes.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    try FileCalls.write(descriptor, bytes, path: replacement.partial)
  }

  /// Makes the file durable and gives it its name. Nothing may be written after it.
  package func commit() throws(FileError) {
    _ = try replacement.seal(descriptor)
    try replacement.commit()
    FileCalls.close(descriptor)
    isOpen = false
  }
}
