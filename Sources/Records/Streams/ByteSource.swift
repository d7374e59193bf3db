/// A pull of bytes, a chunk at a time, in order.
package protocol ByteSource: Sendable {
  /// The next bytes, as soon as there are some; nil at the end, and never an empty chunk.
  mutating func next() throws(RecordsError) -> [UInt8]?
}

/// Bytes that are in memory already, given out in chunks of one size.
package struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let chunk: Int
  private var position = 0

  /// A source of these bytes, `chunk` at a time.
  package init(_ bytes: [UInt8], chunk: Int = 1 << 16) {
    self.bytes = bytes
    self.chunk = max(1, chunk)
  }

  /// The next chunk.
  package mutating func next() throws(RecordsError) -> [UInt8]? {
    guard position < bytes.count else { return nil }
    let end = min(bytes.count, position + chunk)
    defer { position = end }
    return Array(bytes[position..<end])
  }
}
