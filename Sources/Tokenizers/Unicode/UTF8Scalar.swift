/// Scalars of valid UTF-8, read and written as numbers.
enum UTF8Scalar {
  /// The scalar that starts at an index and its length in bytes.
  @inline(__always)
  static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | continuation(bytes, index + 1), 2) }
    if first < 0xF0 {
      let high = (first & 0x0F) << 12 | continuation(bytes, index + 1) << 6
      return (high | continuation(bytes, index + 2), 3)
    }
    let high = (first & 0x07) << 18 | continuation(bytes, index + 1) << 12
    return (high | continuation(bytes, index + 2) << 6 | continuation(bytes, index + 3), 4)
  }

  @inline(__always)
  private static func continuation(_ bytes: [UInt8], _ index: Int) -> UInt32 { UInt32(bytes[index] & 0x3F) }

  /// Whether a byte begins a scalar.
  @inline(__always)
  static func isStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// The length in bytes of the scalar that begins with a byte.
  @inline(__always)
  static func length(startingWith byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// The start of the scalar before an index, not before `start`.
  @inline(__always)
  static func start(before index: Int, in bytes: [UInt8], from start: Int) -> Int {
    var place = index - 1
    while place > start, !isStart(bytes[place]) { place -= 1 }
    return place
  }

  /// Appends a scalar's bytes; how many there were.
  @inline(__always)
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) -> Int {
    if scalar < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: scalar))
      return 1
    }
    if scalar < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
      return 2
    }
    if scalar < 0x10000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
      return 3
    }
    bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    return 4
  }
}
