/// A range of UTF-8 bytes of a text, end exclusive, in the eight bytes that a long text's offsets need.
package struct ByteRange: Hashable, Sendable {
  /// The first byte.
  package var start: Int32
  /// One past the last byte.
  package var end: Int32

  /// A range of bytes.
  package init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  /// The range of nothing, as special tokens have it.
  package static let none = ByteRange(start: 0, end: 0)

  /// The same as a standard range.
  package var range: Range<Int> { Int(start)..<Int(max(start, end)) }

  /// Whether it holds no byte.
  package var isEmpty: Bool { end <= start }
}
