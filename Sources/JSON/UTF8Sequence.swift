/// Well-formed UTF-8, as Unicode's table 3-7 has it: no overlong forms, surrogates or values over U+10FFFF.
package enum UTF8Sequence {
  /// The byte count (2 to 4) of the multi-byte sequence at an index, or nil where it is not well-formed.
  package static func length(in bytes: [UInt8], at index: Int) -> Int? {
    let lead = bytes[index]
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    let second = bytes[index + 1]
    guard second >= lowest, second <= highest else { return nil }
    for place in (index + 2)..<(index + max(2, length)) where bytes[place] & 0xC0 != 0x80 { return nil }
    return length
  }

  /// The offset of the first byte that is not well-formed UTF-8, or nil.
  package static func firstInvalid(in bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
      } else {
        guard let length = length(in: bytes, at: index) else { return index }
        index += length
      }
    }
    return nil
  }
}
