import Glibc

/// What names lead to, and changes of names.
extension FileCalls {
  /// What an open file is.
  package static func status(_ descriptor: Int32, path: Path) throws(FileError) -> FileStatus {
    var raw = stat()
    _ = try call(path, .inspect) { unsafe fstat(descriptor, &raw) }
    return FileStatus(raw)
  }

  /// What is at a path, links followed; nil when there is nothing.
  package static func status(at path: Path) throws(FileError) -> FileStatus? {
    var raw = stat()
    let result = try call(path, .inspect, allowing: ENOENT) {
      unsafe path.withCString { unsafe stat($0, &raw) }
    }
    return result < 0 ? nil : FileStatus(raw)
  }

  /// The path from the root on, without links and `..`, of something that exists.
  package static func realPath(_ path: Path) throws(FileError) -> Path {
    var resolved: [UInt8] = []
    _ = try call(path, .inspect) {
      unsafe path.withCString { name -> Int in
        guard let real = unsafe realpath(name, nil) else { return -1 }
        resolved = unsafe Self.bytes(of: real)
        unsafe free(real)
        return 0
      }
    }
    return Path(bytes: resolved)
  }

  /// Where a link points; nil when the path is not a link.
  package static func linkTarget(_ path: Path) -> Path? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe path.withCString { name in
      unsafe buffer.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return -1 }
        return unsafe readlink(name, start.assumingMemoryBound(to: CChar.self), bytes.count)
      }
    }
    return count < 0 ? nil : Path(bytes: buffer[..<count])
  }

  /// Gives a file another name, in the place of what had it.
  package static func rename(_ old: Path, to new: Path) throws(FileError) {
    _ = try call(new, .rename) {
      unsafe old.withCString { old in unsafe new.withCString { new in unsafe Glibc.rename(old, new) } }
    }
  }

  /// Removes a file; a missing one is accepted.
  package static func remove(_ path: Path) throws(FileError) {
    _ = try call(path, .remove, allowing: ENOENT) { unsafe path.withCString { unsafe unlink($0) } }
  }

  /// Sets the permissions of an open file.
  static func setMode(_ descriptor: Int32, _ mode: UInt32, path: Path) throws(FileError) {
    _ = try call(path, .write) { fchmod(descriptor, mode & 0o7777) }
  }

  /// Gives a file to an owner and group where this process may; whether it was done.
  static func setOwner(_ descriptor: Int32, owner: UInt32, group: UInt32) -> Bool {
    fchown(descriptor, owner, group) == 0
  }

  /// Makes a folder in one that exists.
  static func makeFolder(_ path: Path) throws(FileError) {
    _ = try call(path, .create) { unsafe path.withCString { unsafe mkdir($0, 0o777) } }
  }

  /// The names in a folder in no order, `.` and `..` left out.
  static func names(in folder: Path) throws(FileError) -> [Path] {
    let descriptor = try call(folder, .open) {
      unsafe folder.withCString { unsafe Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    }
    guard let directory = unsafe fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      throw FileError(path: folder.text, operation: .open, code: code)
    }
    defer { unsafe closedir(directory) }
    var names: [Path] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(directory) else {
        if errno == 0 { return names }
        throw FileError(path: folder.text, operation: .read, code: errno)
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe Self.bytes(of: $0) }
      }
      let path = Path(bytes: name)
      if path != ".", path != ".." { names.append(path) }
    }
  }

  private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    unsafe UnsafeRawBufferPointer(start: text, count: strlen(text)).map(\.self)
  }
}

extension FileStatus {
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
