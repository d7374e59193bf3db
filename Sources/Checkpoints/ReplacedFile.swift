import Glibc

/// A file that takes its name only when it is whole: written beside its place, synced, then renamed.
final class ReplacedFile {
  private let path: String
  private let partial: String
  private var descriptor: Int32

  /// Starts the file that will stand at `path`.
  init(path: String) throws(CheckpointError) {
    self.path = path
    partial = "\(path).\(getpid()).partial"
    descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw CheckpointError.system(path: partial, operation: .create, code: errno)
    }
  }

  deinit {
    if descriptor >= 0 {
      _ = close(descriptor)
      _ = unlink(partial)
    }
  }

  /// Appends `bytes`.
  func write(_ bytes: [UInt8]) throws(CheckpointError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        throw CheckpointError.system(path: partial, operation: .write, code: errno)
      }
      done += written
    }
  }

  /// Makes the file durable and gives it its name.
  func commit() throws(CheckpointError) {
    guard fsync(descriptor) == 0 else {
      throw CheckpointError.system(path: partial, operation: .sync, code: errno)
    }
    _ = close(descriptor)
    descriptor = -1
    guard rename(partial, path) == 0 else {
      let code = errno
      _ = unlink(partial)
      throw CheckpointError.system(path: path, operation: .rename, code: code)
    }
  }
}
