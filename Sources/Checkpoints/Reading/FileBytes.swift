import Files
import Glibc

/// The bytes of a file, mapped read-only, or bytes unpacked from one; gone after `close()`.
///
/// The map exists only while weights are loaded: a file that is replaced or cut during a run cannot touch the
/// run. All reads go through `withBytes(in:_:)`, which checks the range against the size.
final class FileBytes {
  let path: String
  let count: Int
  private var base: UnsafeMutableRawPointer?
  private let isMapped: Bool

  /// Maps the file at `path`; an empty file is accepted.
  init(path: String) throws(CheckpointError) {
    let descriptor = try onFile { () throws(FileError) in try FileCalls.open(Path(path), .read) }
    defer { FileCalls.close(descriptor) }
    let status = try onFile { () throws(FileError) in try FileCalls.status(descriptor, path: Path(path)) }
    guard status.isRegular else {
      throw CheckpointError.system(path: path, operation: .read, code: status.isFolder ? EISDIR : ESPIPE)
    }
    self.path = path
    count = status.size
    isMapped = true
    if count > 0 {
      let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
      guard let address, address != MAP_FAILED else {
        throw CheckpointError.system(path: path, operation: .map, code: errno)
      }
      base = address
    }
    if let disguise = FileDisguise(bytes(in: 0..<min(count, 64))) {
      close()
      throw CheckpointError.disguised(path: path, disguise)
    }
  }

  /// Owns a copy of `bytes`, as the contents of (a member of) the file at `path`.
  init(path: String, copying bytes: [UInt8]) {
    self.path = path
    count = bytes.count
    isMapped = false
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
    bytes.withUnsafeBytes {
      memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count)
    }
    base = memory
  }

  deinit { close() }

  /// Calls `body` with the bytes of `range`, whose bounds are checked here.
  func withBytes<Result>(in range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range outside the file was asked for")
    guard count > 0 else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    precondition(base != nil, "weights were read after close()")
    return body(
      UnsafeRawBufferPointer(start: base.map { UnsafeRawPointer($0) + range.lowerBound }, count: range.count))
  }

  /// A copy of the bytes of `range`.
  func bytes(in range: Range<Int>) -> [UInt8] {
    withBytes(in: range) { [UInt8]($0) }
  }

  /// Gives the pages that lie wholly in `range` back to the system: they have been read and packed.
  func drop(_ range: Range<Int>) {
    guard isMapped, let base else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let begin = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    if begin < end { _ = madvise(base + begin, end - begin, MADV_DONTNEED) }
  }

  /// Closes the map; reading afterwards is a programmer's error.
  func close() {
    guard let base else { return }
    if isMapped { _ = munmap(base, count) } else { base.deallocate() }
    self.base = nil
  }
}
