import Glibc

/// The only door to the system's files, locks and signals, and the only file of this target with unsafe code:
/// every call goes over whole arrays, goes on where a signal interrupted it, and throws the system's error number.
enum SystemCalls {
  static let brokenPipe = EPIPE
  static let missing = ENOENT
  static let notAFolder = ENOTDIR
  static let isAFolder = EISDIR
  static let tooManyLinks = ELOOP
  static let standardInput = STDIN_FILENO
  static let standardOutput = STDOUT_FILENO
  static let terminationSignals = [SIGINT, SIGTERM]
  static let pipeSignal = SIGPIPE

  // MARK: Opening and closing

  enum Access {
    case read
    /// An empty file, made or emptied.
    case replace
    /// What is there, made if it is not; reads and writes.
    case update
    /// What is there, to write at its end; never made.
    case append
    /// A device or pipe.
    case stream
  }

  static func open(_ path: String, _ access: Access) throws(JournalError) -> Int32 {
    let flags =
      switch access {
      case .read: O_RDONLY
      case .replace: O_WRONLY | O_CREAT | O_TRUNC
      case .update: O_RDWR | O_CREAT
      case .append: O_WRONLY
      case .stream: O_WRONLY
      }
    return try call(path, access == .read ? .open : .create) {
      unsafe Glibc.open(path, flags | O_CLOEXEC, 0o666)
    }
  }

  /// Closes a descriptor. Errors do not matter: what must be on the disk was synced before.
  static func close(_ descriptor: Int32) {
    _ = Glibc.close(descriptor)
  }

  // MARK: Reading and writing

  /// Reads at most `count` bytes to the end of `buffer`; 0 at the end of the file.
  static func read(
    _ descriptor: Int32, into buffer: inout [UInt8], count: Int, path: String
  ) throws(JournalError) -> Int {
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
  static func read(
    _ descriptor: Int32, at offset: Int, count: Int, path: String
  ) throws(JournalError) -> [UInt8] {
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
  static func write(_ descriptor: Int32, _ bytes: [UInt8], path: String) throws(JournalError) {
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

  static func seek(_ descriptor: Int32, to offset: Int, path: String) throws(JournalError) {
    _ = try call(path, .read) { lseek(descriptor, offset, SEEK_SET) }
  }

  static func truncate(_ descriptor: Int32, to length: Int, path: String) throws(JournalError) {
    _ = try call(path, .write) { ftruncate(descriptor, length) }
  }

  // MARK: Durability

  /// Waits until content and size are on the disk.
  static func syncData(_ descriptor: Int32, path: String) throws(JournalError) {
    _ = try call(path, .sync) { fdatasync(descriptor) }
  }

  /// Waits until content, size, times and mode are on the disk.
  static func sync(_ descriptor: Int32, path: String) throws(JournalError) {
    _ = try call(path, .sync) { fsync(descriptor) }
  }

  /// Waits until the names in a folder are on the disk, where the file system can.
  static func syncFolder(_ path: String) throws(JournalError) {
    let descriptor = try call(path, .sync) { unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { close(descriptor) }
    do throws(JournalError) {
      try sync(descriptor, path: path)
    } catch {
      if case .file(let file) = error, file.code == EINVAL || file.code == EROFS { return }
      throw error
    }
  }

  static func rename(_ old: String, to new: String) throws(JournalError) {
    _ = try call(new, .rename) { unsafe Glibc.rename(old, new) }
  }

  /// Removes a file; that it is not there is fine.
  static func remove(_ path: String) throws(JournalError) {
    _ = try call(path, .remove, allowing: ENOENT) { unsafe unlink(path) }
  }

  // MARK: What a file is

  struct Status {
    let isRegular: Bool
    let isFolder: Bool
    let size: Int
    let modified: FileTime
    let inode: UInt64
    let device: UInt64
    let mode: UInt32
    let owner: UInt32
    let group: UInt32
  }

  static func status(_ descriptor: Int32, path: String) throws(JournalError) -> Status {
    var raw = stat()
    _ = try call(path, .inspect) { unsafe fstat(descriptor, &raw) }
    return Status(raw)
  }

  /// What is at a path, links followed; nil when nothing is there.
  static func status(at path: String) throws(JournalError) -> Status? {
    var raw = stat()
    let result = try call(path, .inspect, allowing: ENOENT) { unsafe stat(path, &raw) }
    return result < 0 ? nil : Status(raw)
  }

  /// The path without links, for a file that is there.
  static func realPath(_ path: String) throws(JournalError) -> String {
    guard let real = unsafe realpath(path, nil) else {
      throw .file(FileError(path: path, operation: .inspect, code: errno))
    }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Where a link points; nil when the path is no link.
  static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func setMode(_ descriptor: Int32, _ mode: UInt32, path: String) throws(JournalError) {
    _ = try call(path, .write) { fchmod(descriptor, mode & 0o7777) }
  }

  /// Gives a file to an owner and group where this process may; whether it was done.
  static func setOwner(_ descriptor: Int32, owner: UInt32, group: UInt32) -> Bool {
    fchown(descriptor, owner, group) == 0
  }

  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// The columns of a terminal; nil when there is none or it does not say.
  static func terminalColumns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  // MARK: Locks

  /// Takes the lock of an open file for this process; false when another has it.
  static func lock(_ descriptor: Int32, path: String) throws(JournalError) -> Bool {
    try call(path, .lock, allowing: EWOULDBLOCK) { flock(descriptor, LOCK_EX | LOCK_NB) } == 0
  }

  static func sleep(milliseconds: UInt32) {
    usleep(milliseconds * 1000)
  }

  // MARK: Signals

  /// Lets `handler` be called once for a signal; the next one of its kind has the system's effect. A signal that
  /// this process was started with to ignore stays ignored; one that the calling thread holds back, as a process that was
  /// started from a thread that did inherits it, comes through again.
  static func catchOnce(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var old = sigaction()
    unsafe sigaction(signal, nil, &old)
    if unsafe unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 { return }
    var new = sigaction()
    unsafe new.__sigaction_handler.sa_handler = handler
    new.sa_flags = Int32(bitPattern: SA_RESETHAND) | SA_RESTART
    unsafe sigaction(signal, &new, nil)
    unblock(signal)
  }

  /// Ends this process by a signal, whatever was set for it.
  static func die(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    unblock(number)
    raise(number)
    _exit(128 + number)
  }

  private static func unblock(_ number: Int32) {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  // MARK: Errors

  private static func call<Result: SignedInteger>(
    _ path: String, _ operation: FileError.Operation, allowing allowed: Int32? = nil, _ body: () -> Result
  ) throws(JournalError) -> Result {
    while true {
      let result = body()
      if result >= 0 { return result }
      let code = errno
      if code == EINTR { continue }
      if code == allowed { return result }
      throw .file(FileError(path: path, operation: operation, code: code))
    }
  }
}

extension SystemCalls.Status {
  fileprivate init(_ raw: stat) {
    isRegular = raw.st_mode & S_IFMT == S_IFREG
    isFolder = raw.st_mode & S_IFMT == S_IFDIR
    size = Int(raw.st_size)
    modified = FileTime(seconds: Int(raw.st_mtim.tv_sec), nanoseconds: Int(raw.st_mtim.tv_nsec))
    inode = UInt64(raw.st_ino)
    device = UInt64(raw.st_dev)
    mode = raw.st_mode
    owner = raw.st_uid
    group = raw.st_gid
  }
}
