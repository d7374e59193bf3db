import Files

/// A file, or standard input, that is read in chunks and never mapped.
///
/// A regular file is read up to the size that it had when it was opened, so that what was read is what
/// `identity` describes even where something still writes to it; `change` reports that.
package final class InputFile {
  /// The path as it was given; empty for standard input.
  package let path: String
  /// Size, time and beginning of a regular file as it was opened; nil for pipes and devices.
  package let identity: FileIdentity?
  /// The place of the next byte to be read.
  package private(set) var offset = 0

  private let descriptor: Int32
  private let opened: FileStatus
  private let owns: Bool

  private init(path: String, descriptor: Int32, owns: Bool) throws(JournalError) {
    self.path = path
    self.descriptor = descriptor
    self.owns = owns
    do throws(JournalError) {
      opened = try SystemCalls.status(descriptor, path: path)
      guard owns && opened.isRegular else {
        identity = nil
        return
      }
      let beginning = try SystemCalls.read(
        descriptor, at: 0, count: min(opened.size, FileIdentity.beginningCount), path: path)
      identity = FileIdentity(
        size: opened.size, modified: opened.modified, beginning: Fingerprint(of: beginning))
    } catch {
      if owns { SystemCalls.close(descriptor) }
      throw error
    }
  }

  deinit {
    if owns { SystemCalls.close(descriptor) }
  }

  /// Opens a file to read it.
  package static func open(_ path: String) throws(JournalError) -> InputFile {
    try InputFile(path: path, descriptor: try SystemCalls.open(path, .read), owns: true)
  }

  /// Standard input. It has no identity, even where it is a file.
  package static func standardInput() throws(JournalError) -> InputFile {
    try InputFile(path: "", descriptor: SystemCalls.standardInput, owns: false)
  }

  /// How many bytes there are to read, where that is known; for progress.
  package var size: Int? {
    opened.isRegular && opened.size > 0 ? opened.size : nil
  }

  /// Reads at most `count` bytes to the end of `buffer`; returns how many, 0 at the end. A pipe gives what it has.
  package func read(into buffer: inout [UInt8], upTo count: Int) throws(JournalError) -> Int {
    // The kernel's own files say that they are empty.
    let left = identity.map { $0.size == 0 ? count : $0.size - offset } ?? count
    let wanted = min(count, left)
    guard wanted > 0 else { return 0 }
    let got = try SystemCalls.read(descriptor, into: &buffer, count: wanted, path: path)
    offset += got
    return got
  }

  /// Continues reading at another place. Pipes have none: an error.
  package func seek(to offset: Int) throws(JournalError) {
    try SystemCalls.seek(descriptor, to: offset, path: path)
    self.offset = offset
  }

  /// What happened to the file since it was opened; asked at its end. Nil for nothing, and for pipes.
  package func change() throws(JournalError) -> InputChange? {
    guard let identity else { return nil }
    let now = try SystemCalls.status(descriptor, path: path)
    if now.size > identity.size { return .grew(from: identity.size, to: now.size) }
    if now.size < identity.size { return .shrank(from: identity.size, to: now.size) }
    if now.modified != identity.modified && now.size > 0 { return .rewritten }
    guard let named = try SystemCalls.status(at: path) else { return .replaced }
    return named.inode == opened.inode && named.device == opened.device ? nil : .replaced
  }

  /// The fingerprint of all that a file holds.
  package static func fingerprint(of path: String) throws(JournalError) -> Fingerprint {
    let file = try open(path)
    var hasher = FingerprintHasher()
    var chunk: [UInt8] = []
    while try file.read(into: &chunk, upTo: 1 << 20) > 0 {
      hasher.update(chunk)
      chunk.removeAll(keepingCapacity: true)
    }
    return hasher.finish()
  }

  /// Bytes of a file; nil where there is none.
  package static func size(of path: String) throws(JournalError) -> Int? {
    try SystemCalls.status(at: path)?.size
  }

  /// Whether a path leads to a pipe or a device, which may give its bytes only once: to be opened by its reader alone.
  package static func isStream(_ path: String) -> Bool {
    guard let status = try? SystemCalls.status(at: path) else { return false }
    return !status.isRegular && !status.isFolder
  }

  /// All bytes of a small file; nil where there is none.
  package static func contents(of path: String) throws(JournalError) -> [UInt8]? {
    let file: InputFile
    do throws(JournalError) {
      file = try open(path)
    } catch {
      if case .file(let cause) = error, cause.isMissing { return nil }
      throw error
    }
    return try file.rest()
  }

  /// All bytes from the current place to the end.
  package func rest() throws(JournalError) -> [UInt8] {
    var bytes: [UInt8] = []
    while try read(into: &bytes, upTo: max(1 << 16, size ?? 0)) > 0 {}
    return bytes
  }
}
