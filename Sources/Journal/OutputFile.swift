import Files

/// A file that is replaced whole at the end or not at all, or a stream.
///
/// A regular file, or one that does not exist yet, is written under its name with `.partial` added and put in the
/// place of the old one by `commit`. Where the path is a link the file that it leads to is replaced and the link
/// stays, as with `cp` and `sort -o`; `.partial` then lies beside that file. The new file gets the mode of the old
/// one, and its owner where this process may give files away; missing folders are made. Devices, pipes and open
/// descriptors, such as standard output, `/dev/stdout` and `/dev/fd/3`, are streams: written to as they are, never replaced.
package final class OutputFile {
  private static let bufferSize = 1 << 18

  /// The path as it was given; empty for standard output.
  package let path: String
  /// The file that is replaced: the path, links followed. Nil for streams.
  package let target: String?
  /// Bytes written so far, those that wait in memory included.
  package private(set) var length: Int

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isOpen = true

  private init(path: String, target: String?, descriptor: Int32, length: Int) {
    self.path = path
    self.target = target
    self.descriptor = descriptor
    self.length = length
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    close()
  }

  // MARK: Opening

  /// Begins a new file, or opens a stream.
  package static func create(_ path: String) throws(JournalError) -> OutputFile {
    guard let target = try target(of: path) else {
      return OutputFile(
        path: path, target: nil, descriptor: try SystemCalls.openStream(path), length: 0)
    }
    let partial = partialPath(of: target)
    try SystemCalls.onFile { () throws(FileError) in try Path(partial).parent.createFolder() }
    return OutputFile(
      path: path, target: target, descriptor: try SystemCalls.open(partial, .replace), length: 0)
  }

  /// Resumes a file that was begun, cut to a length that it must have.
  package static func resume(_ path: String, at length: Int) throws(JournalError) -> OutputFile {
    guard let target = try target(of: path) else { throw .notResumable(path: path) }
    let partial = partialPath(of: target)
    let descriptor = try SystemCalls.open(partial, .append)
    let file = OutputFile(path: path, target: target, descriptor: descriptor, length: length)
    try SystemCalls.truncate(descriptor, to: length, path: partial)
    try SystemCalls.seek(descriptor, to: length, path: partial)
    return file
  }

  /// Standard output, as a stream.
  package static func standardOutput() -> OutputFile {
    OutputFile(path: "", target: nil, descriptor: SystemCalls.standardOutput, length: 0)
  }

  /// The file that a path stands for, all links followed, whether it exists or not; nil where there is a device,
  /// a pipe, a socket or an open descriptor. A folder is an error.
  package static func target(of path: String) throws(JournalError) -> String? {
    if Path(path).descriptor != nil { return nil }
    return try SystemCalls.onFile { () throws(FileError) in
      try Replacement(following: Path(path))?.target.text
    }
  }

  /// Whether a path leads to a stream, beside which nothing can lie.
  package static func isStream(_ path: String) -> Bool {
    do throws(JournalError) {
      return try target(of: path) == nil
    } catch {
      return false
    }
  }

  /// The files that a run which writes `path` opens: the output, and those beside it under its name.
  package static func files(of path: String) -> [String] {
    guard let target = try? target(of: path) else { return [path] }
    return [path, partialPath(of: target), RunJournal.path(of: target)]
  }

  /// The name that a file is written under until it is whole.
  static func partialPath(of target: String) -> String {
    Replacement(of: Path(target)).partial.text
  }

  /// A path from the root on, links in its folder followed; the same whether there is a file or not. Where its folder is
  /// missing the path itself.
  static func fullPath(of path: String) -> String {
    guard let folder = try? SystemCalls.realPath(folder(of: path)) else { return path }
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
    return joinedPath(folder, name)
  }

  /// The folder that a path lies in.
  static func folder(of path: String) -> String { parentFolder(of: path) }

  // MARK: Writing

  private var openPath: String { target.map(Self.partialPath) ?? path }

  /// Writes bytes, by way of memory.
  package func write(_ bytes: [UInt8]) throws(JournalError) {
    length += bytes.count
    if buffer.count + bytes.count > Self.bufferSize { try flush() }
    if bytes.count >= Self.bufferSize {
      try SystemCalls.write(descriptor, bytes, path: openPath)
    } else {
      buffer += bytes
    }
  }

  /// Writes other bytes over the first ones, of which there must be as many.
  package func rewriteStart(_ bytes: [UInt8]) throws(JournalError) {
    precondition(bytes.count <= length, "only what was written is written over")
    try flush()
    try SystemCalls.seek(descriptor, to: 0, path: openPath)
    try SystemCalls.write(descriptor, bytes, path: openPath)
    try SystemCalls.seek(descriptor, to: length, path: openPath)
  }

  /// Hands everything to the system.
  package func flush() throws(JournalError) {
    guard !buffer.isEmpty else { return }
    // Emptied first: after a failure part of it is written, and to write it again would write that twice.
    let pending = buffer
    buffer.removeAll(keepingCapacity: true)
    try SystemCalls.write(descriptor, pending, path: openPath)
  }

  /// Returns when all `length` bytes are on the disk. Of streams it is a flush.
  package func sync() throws(JournalError) {
    try flush()
    if target != nil { try SystemCalls.syncData(descriptor, path: openPath) }
  }

  // MARK: Ends

  /// Makes the file whole and durable under its `.partial` name, with mode and owner; returns the time it bears. Streams
  /// are flushed.
  func seal() throws(JournalError) -> FileTime {
    try flush()
    return try SystemCalls.onFile { () throws(FileError) in
      if let target { return try Replacement(of: Path(target)).seal(descriptor) }
      return try FileCalls.status(descriptor, path: Path(path)).modified
    }
  }

  /// Puts the sealed file in the place of the old one.
  func replace() throws(JournalError) {
    guard let target else { return }
    close()
    try Self.replace(target)
  }

  /// Puts the partial file of a target in its place, and returns when that is on the disk.
  static func replace(_ target: String) throws(JournalError) {
    try SystemCalls.onFile { () throws(FileError) in try Replacement(of: Path(target)).commit() }
  }

  /// Puts the new file in the place of the old one; returns when that is on the disk. Streams are flushed and closed,
  /// standard output only flushed. Nothing may be written after it.
  package func commit() throws(JournalError) {
    guard target != nil else {
      try flush()
      return close()
    }
    _ = try seal()
    try replace()
  }

  /// Gives the new file up; the old one, if any, stays. What a stream was given it gets.
  package func discard() throws(JournalError) {
    if target == nil { try flush() }
    buffer.removeAll()
    close()
    if target != nil { try SystemCalls.remove(openPath) }
  }

  private func close() {
    if isOpen && descriptor != SystemCalls.standardOutput { SystemCalls.close(descriptor) }
    isOpen = false
  }
}
