/// Converts offsets in UTF-8 bytes of one text to another unit, each in constant time after one pass over the
/// text.
package struct OffsetMap: Sendable {
  /// What offsets count.
  package enum Unit: String, Sendable {
    /// Unicode scalars, as Python's strings count.
    case codePoints
    /// Bytes of UTF-8.
    case utf8
    /// Code units of UTF-16, as JavaScript and Java count.
    case utf16
  }

  private let unit: Unit
  /// For every 64th byte, the units of all scalars that start before it; empty where bytes are units.
  private var checkpoints: [Int32] = []
  private var bytes: [UInt8] = []
  private let byteCount: Int

  private static let spacing = 64

  /// A map for a text.
  package init(_ text: String, unit: Unit) {
    self.unit = unit
    let source = text.utf8Span
    byteCount = source.count
    guard unit != .utf8, !source.isKnownASCII else { return }
    let span = source.span
    var units: Int32 = 0
    var isASCII = true
    bytes.reserveCapacity(byteCount)
    checkpoints.reserveCapacity(byteCount / Self.spacing + 1)
    for index in span.indices {
      if index % Self.spacing == 0 { checkpoints.append(units) }
      let byte = span[index]
      bytes.append(byte)
      units += width(of: byte)
      if byte >= 0x80 { isASCII = false }
    }
    if isASCII {
      bytes = []
      checkpoints = []
    }
  }

  /// The units of a scalar, counted at its first byte; 0 for the others.
  private func width(of byte: UInt8) -> Int32 {
    guard UTF8Scalar.isStart(byte) else { return 0 }
    return unit == .utf16 && byte >= 0xF0 ? 2 : 1
  }

  /// The units before the scalar that a byte belongs to; those of the whole text for its end.
  package func convert(_ offset: Int) -> Int {
    guard !checkpoints.isEmpty else { return min(max(offset, 0), byteCount) }
    var place = min(max(offset, 0), byteCount)
    while place > 0, place < byteCount, !UTF8Scalar.isStart(bytes[place]) { place -= 1 }
    let block = min(place / Self.spacing, checkpoints.count - 1)
    var units = checkpoints[block]
    for index in (block * Self.spacing)..<place { units += width(of: bytes[index]) }
    return Int(units)
  }

  /// Both ends of a range.
  package func convert(_ range: ByteRange) -> Range<Int> {
    let start = convert(Int(range.start))
    return start..<max(start, convert(Int(range.end)))
  }
}
