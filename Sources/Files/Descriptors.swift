import Glibc

extension Path {
  /// The descriptor of this process that a path such as `/dev/stdout`, `/dev/fd/3` or a link to one names; nil for others.
  package var descriptor: Int32? {
    var path = self
    for _ in 0..<40 {
      for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"] where path.hasPrefix(folder) {
        return Int32(Path(bytes: path.bytes.dropFirst(folder.utf8.count)).text)
      }
      guard let next = FileCalls.linkTarget(path) else { return nil }
      path = path.parent.appending(next)
    }
    return nil
  }

  private func hasPrefix(_ prefix: String) -> Bool { bytes.starts(with: prefix.utf8) }
}

extension FileCalls {
  /// Another descriptor of what a descriptor leads to, which shares its place.
  package static func duplicate(_ descriptor: Int32, path: Path) throws(FileError) -> Int32 {
    try call(path, .create) { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }
  }

  /// The regular file that a descriptor leads to; nil for others.
  package static func filePlace(of descriptor: Int32) -> FilePlace? {
    guard let status = try? status(descriptor, path: ""), status.isRegular else { return nil }
    return status.place
  }
}
