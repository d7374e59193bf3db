import Glibc

/// Room on file systems, and the removal of folders.
extension FileCalls {
  /// The bytes that this process may still write to the file system of a path.
  package static func freeBytes(at path: Path) throws(FileError) -> Int {
    var raw = statvfs()
    _ = try call(path, .inspect) { unsafe path.withCString { unsafe statvfs($0, &raw) } }
    let (bytes, overflows) = Int(clamping: raw.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: raw.f_frsize))
    return overflows ? .max : bytes
  }

  /// Removes an empty folder; a missing one is accepted.
  static func removeEmptyFolder(_ path: Path) throws(FileError) {
    _ = try call(path, .remove, allowing: ENOENT) { unsafe path.withCString { unsafe rmdir($0) } }
  }
}

extension Path {
  /// Removes this folder with all that is in it; links in it are removed, not followed. A missing folder is accepted.
  package func removeFolder() throws(FileError) {
    guard kind == .folder, FileCalls.linkTarget(self) == nil else { return try FileCalls.remove(self) }
    for name in try names() {
      let entry = appending(name)
      if entry.kind == .folder, FileCalls.linkTarget(entry) == nil {
        try entry.removeFolder()
      } else {
        try FileCalls.remove(entry)
      }
    }
    try FileCalls.removeEmptyFolder(self)
  }
}
