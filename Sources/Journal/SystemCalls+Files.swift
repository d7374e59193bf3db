import Files

/// The calls on files, with paths as text and with this target's error.
extension SystemCalls {
  static func open(_ path: String, _ access: FileCalls.Access) throws(JournalError) -> Int32 {
    try onFile { () throws(FileError) in try FileCalls.open(Path(path), access) }
  }

  /// Opens a device or a pipe; what names an open descriptor is written to at that one's place.
  static func openStream(_ path: String) throws(JournalError) -> Int32 {
    try onFile { () throws(FileError) in
      guard let descriptor = Path(path).descriptor else { return try FileCalls.open(Path(path), .stream) }
      return try FileCalls.duplicate(descriptor, path: Path(path))
    }
  }

  static func close(_ descriptor: Int32) { FileCalls.close(descriptor) }

  static func read(
    _ descriptor: Int32, into buffer: inout [UInt8], count: Int, path: String
  ) throws(JournalError) -> Int {
    try onFile { () throws(FileError) in
      try FileCalls.read(descriptor, into: &buffer, count: count, path: Path(path))
    }
  }

  static func read(
    _ descriptor: Int32, at offset: Int, count: Int, path: String
  ) throws(JournalError) -> [UInt8] {
    try onFile { () throws(FileError) in
      try FileCalls.read(descriptor, at: offset, count: count, path: Path(path))
    }
  }

  static func write(_ descriptor: Int32, _ bytes: [UInt8], path: String) throws(JournalError) {
    try onFile { () throws(FileError) in try FileCalls.write(descriptor, bytes, path: Path(path)) }
  }

  static func seek(_ descriptor: Int32, to offset: Int, path: String) throws(JournalError) {
    try onFile { () throws(FileError) in try FileCalls.seek(descriptor, to: offset, path: Path(path)) }
  }

  static func truncate(_ descriptor: Int32, to length: Int, path: String) throws(JournalError) {
    try onFile { () throws(FileError) in try FileCalls.truncate(descriptor, to: length, path: Path(path)) }
  }

  static func syncData(_ descriptor: Int32, path: String) throws(JournalError) {
    try onFile { () throws(FileError) in try FileCalls.syncData(descriptor, path: Path(path)) }
  }

  static func sync(_ descriptor: Int32, path: String) throws(JournalError) {
    try onFile { () throws(FileError) in try FileCalls.sync(descriptor, path: Path(path)) }
  }

  static func syncFolder(_ path: String) throws(JournalError) {
    try onFile { () throws(FileError) in try FileCalls.syncFolder(Path(path)) }
  }

  static func remove(_ path: String) throws(JournalError) {
    try onFile { () throws(FileError) in try FileCalls.remove(Path(path)) }
  }

  static func status(_ descriptor: Int32, path: String) throws(JournalError) -> FileStatus {
    try onFile { () throws(FileError) in try FileCalls.status(descriptor, path: Path(path)) }
  }

  static func status(at path: String) throws(JournalError) -> FileStatus? {
    try onFile { () throws(FileError) in try FileCalls.status(at: Path(path)) }
  }

  static func realPath(_ path: String) throws(JournalError) -> String {
    try onFile { () throws(FileError) in try FileCalls.realPath(Path(path)).text }
  }

  static func lock(_ descriptor: Int32, path: String) throws(JournalError) -> Bool {
    try onFile { () throws(FileError) in try FileCalls.lock(descriptor, path: Path(path)) }
  }

  static func onFile<Result>(_ body: () throws(FileError) -> Result) throws(JournalError) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw .file(error)
    }
  }
}
