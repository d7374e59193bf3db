import Glibc

/// The only door to the system's files and folders: every call goes over whole arrays, is repeated where a signal interrupted
/// it, and throws the system's error number.
package enum FileCalls {
  /// Nobody reads the pipe.
  static let brokenPipe = EPIPE
  /// Nothing of this name.
  static let missing = ENOENT
  /// A part of the path is not a folder.
  static let notAFolder = ENOTDIR

  // MARK: Opening and closing

  /// What a file is opened for.
  package enum Access: Sendable {
    /// Reading.
    case read
    /// Writing an empty file, made or emptied.
    case replace
    /// Reading and writing a file as it is, made if it is missing.
    case update
    /// Writing to a file that exists.
    case append
    /// Writing to a device or pipe.
    case stream
  }

  /// Opens a file; the descriptor is the caller's to close.
  package static func open(_ path: Path, _ access: Access) throws(FileError) -> Int32 {
    let flags =
      switch access {
      case .read: O_RDONLY
      case .replace: O_WRONLY | O_CREAT | O_TRUNC
      case .update: O_RDWR | O_CREAT
      case .append: O_WRONLY
      case .stream: O_WRONLY
      }
    return try call(path, access == .read ? .open : .create) {
      unsafe path.withCString { unsafe Glibc.open($0, flags | O_CLOEXEC, 0o666) }
    }
  }

  /// Closes a descriptor. Errors do not matter: what must be on the disk was synced before.
  package static func close(_ descriptor: Int32) {
    _ = Glibc.close(descriptor)
  }

  // MARK: Reading and writing

  /// Reads at most `count` bytes to the end of `buffer`; 0 at the end of the file.
  package static func read(
    _ descriptor: Int32, into buffer: inout [UInt8], count: Int, path: Path
  ) throws(FileError) -> Int {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    var got = 0
    defer { buffer.removeLast(count - got) }
    got = try call(path, .read) {
      unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(descriptor, bytes.baseAddress.map { unsafe $0 + start }, count)
      }
    }
    return got
  }

  /// Reads at most `count` bytes from a place, leaving the descriptor's own place alone.
  package static func read(
    _ descriptor: Int32, at offset: Int, count: Int, path: Path
  ) throws(FileError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    var total = 0
    while total < count {
      let done = total
      let got = try call(path, .read) {
        unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe pread(descriptor, bytes.baseAddress.map { unsafe $0 + done }, count - done, offset + done)
        }
      }
      if got == 0 { break }
      total += got
    }
    buffer.removeLast(count - total)
    return buffer
  }

  /// Writes all bytes, in as many calls as it takes.
  package static func write(_ descriptor: Int32, _ bytes: [UInt8], path: Path) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let done = written
      written += try call(path, .write) {
        unsafe bytes.withUnsafeBytes { bytes in
          unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
        }
      }
    }
  }

  /// Sets the place of the next byte.
  package static func seek(_ descriptor: Int32, to offset: Int, path: Path) throws(FileError) {
    _ = try call(path, .read) { lseek(descriptor, offset, SEEK_SET) }
  }

  /// Cuts a file to a length.
  package static func truncate(_ descriptor: Int32, to length: Int, path: Path) throws(FileError) {
    _ = try call(path, .write) { ftruncate(descriptor, length) }
  }

  /// Takes the lock of an open file for this process; false when another has it.
  package static func lock(_ descriptor: Int32, path: Path) throws(FileError) -> Bool {
    try call(path, .lock, allowing: EWOULDBLOCK) { flock(descriptor, LOCK_EX | LOCK_NB) } == 0
  }

  // MARK: Durability

  /// Waits until content and size are on the disk.
  package static func syncData(_ descriptor: Int32, path: Path) throws(FileError) {
    _ = try call(path, .sync) { fdatasync(descriptor) }
  }

  /// Waits until content, size, times and mode are on the disk.
  package static func sync(_ descriptor: Int32, path: Path) throws(FileError) {
    _ = try call(path, .sync) { fsync(descriptor) }
  }

  /// Waits until the names in a folder are on the disk, where the file system can.
  package static func syncFolder(_ path: Path) throws(FileError) {
    let descriptor = try call(path, .sync) {
      unsafe path.withCString { unsafe Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    }
    defer { close(descriptor) }
    do throws(FileError) {
      try sync(descriptor, path: path)
    } catch {
      if error.code == EINVAL || error.code == EROFS { return }
      throw error
    }
  }

  // MARK: Errors

  static func call<Result: SignedInteger>(
    _ path: Path, _ operation: FileError.Operation, allowing allowed: Int32? = nil, _ body: () -> Result
  ) throws(FileError) -> Result {
    while true {
      let result = body()
      if result >= 0 { return result }
      let code = errno
      if code == EINTR { continue }
      if code == allowed { return result }
      throw FileError(path: path.text, operation: operation, code: code)
    }
  }
}

extension Path {
  /// Calls `body` with the path as C has it. No file is called by a path with a zero in it: such a call fails as for a
  /// missing file.
  func withCString<Result: SignedInteger>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    if bytes.contains(0) {
      errno = ENOENT
      return -1
    }
    return unsafe (bytes + [0]).withUnsafeBufferPointer { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else { return -1 }
        return unsafe body(start)
      }
    }
  }
}
