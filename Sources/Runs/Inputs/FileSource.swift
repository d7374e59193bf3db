import Journal
import Records

/// A file or standard input as a source of bytes.
///
/// `@unchecked Sendable`: a source is handed to the one thread that reads it and touched by no other.
package struct FileSource: ByteSource, @unchecked Sendable {
  private static let chunk = 1 << 18

  private let file: InputFile
  private let counter: ByteCounter

  /// A source of what is left of a file; `counter` counts every chunk.
  package init(_ file: InputFile, counter: ByteCounter = ByteCounter()) {
    self.file = file
    self.counter = counter
  }

  /// The next chunk; a pipe gives what it has.
  package mutating func next() throws(RecordsError) -> [UInt8]? {
    var bytes: [UInt8] = []
    do throws(JournalError) {
      guard try file.read(into: &bytes, upTo: Self.chunk) > 0 else { return nil }
    } catch {
      if case .file(let cause) = error { throw .readFailed(code: cause.code) }
      throw .readFailed(code: 0)
    }
    counter.add(bytes.count)
    return bytes
  }
}
