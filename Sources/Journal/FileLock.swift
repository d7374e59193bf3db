/// A lock on a file that the system frees when this process ends, however it ends.
package final class FileLock {
  /// The file that is locked; it stays when the lock is freed.
  package let path: String
  let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    SystemCalls.close(descriptor)
  }

  /// Locks a file, which is created if missing; throws `JournalError.held` when another process, or another
  /// lock of this one, has it.
  package static func acquire(_ path: String) throws(JournalError) -> FileLock {
    while true {
      let lock = FileLock(path: path, descriptor: try SystemCalls.open(path, .update))
      let status = try SystemCalls.status(lock.descriptor, path: path)
      guard try lock.take() else {
        throw .held(path: path, by: try holder(of: status.inode))
      }
      // The file may have been removed between opening and locking; a lock that nobody else can find locks nothing.
      if let named = try SystemCalls.status(at: path), named.inode == status.inode { return lock }
    }
  }

  /// Tries for a tenth of a second: a process that is just being started by another thread has all descriptors of
  /// this one for a moment, and with them locks that were freed already.
  private func take() throws(JournalError) -> Bool {
    for _ in 0..<5 {
      if try SystemCalls.lock(descriptor, path: path) { return true }
      SystemCalls.sleep(milliseconds: 20)
    }
    return false
  }

  /// The process that holds the lock of a file, if the system's table of locks has it.
  private static func holder(of inode: UInt64) throws(JournalError) -> Int? {
    guard let table = try InputFile.contents(of: "/proc/locks") else { return nil }
    return holder(of: inode, table: String(decoding: table, as: UTF8.self))
  }

  /// Reads lines like `1: FLOCK  ADVISORY  WRITE 4711 08:01:131 0 EOF`: process, then device and inode.
  package static func holder(of inode: UInt64, table: String) -> Int? {
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count >= 6, parts[1] == "FLOCK" else { continue }
      if parts[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode { return Int(parts[4]) }
    }
    return nil
  }
}
