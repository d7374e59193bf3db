/// Where a string's content lies between its quotes.
struct JSONStringSpan {
  let range: Range<Int>
  let hasEscapes: Bool
}

extension JSONScanner {
  /// Passes over a string, the cursor on its opening quote.
  mutating func skipString() throws(JSONError) -> JSONStringSpan {
    let start = position + 1
    var hasEscapes = false
    var index = start
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        position = index + 1
        return JSONStringSpan(range: start..<index, hasEscapes: hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        index += try escapeLength(at: index)
      } else if byte < 0x20 {
        throw JSONError(.controlCharacter(byte), offset: index)
      } else if byte < 0x80 {
        index += 1
      } else {
        guard let length = UTF8Sequence.length(in: bytes, at: index) else {
          throw JSONError(.invalidUTF8, offset: index)
        }
        index += length
      }
    }
    throw JSONError(.unexpectedEnd(expected: .closingQuote), offset: count)
  }

  /// The byte count of the escape at a backslash; a surrogate pair is one escape of 12.
  private func escapeLength(at index: Int) throws(JSONError) -> Int {
    guard index + 1 < bytes.count else {
      throw JSONError(.unexpectedEnd(expected: .closingQuote), offset: bytes.count)
    }
    let byte = bytes[index + 1]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      let unit = try codeUnit(at: index)
      guard unit & 0xF800 == 0xD800 else { return 6 }
      guard unit < 0xDC00, index + 7 < bytes.count, bytes[index + 6] == UInt8(ascii: "\\"),
        bytes[index + 7] == UInt8(ascii: "u")
      else { throw JSONError(.loneSurrogate(unit), offset: index) }
      guard try codeUnit(at: index + 6) & 0xFC00 == 0xDC00 else {
        throw JSONError(.loneSurrogate(unit), offset: index)
      }
      return 12
    default:
      if byte >= 0x80, UTF8Sequence.length(in: bytes, at: index + 1) == nil {
        throw JSONError(.invalidUTF8, offset: index + 1)
      }
      throw JSONError(.invalidEscape(byte), offset: index)
    }
  }

  /// The UTF-16 code unit of the `\uXXXX` at a backslash.
  private func codeUnit(at index: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for place in (index + 2)..<(index + 6) {
      guard place < bytes.count else {
        throw JSONError(.unexpectedEnd(expected: .closingQuote), offset: bytes.count)
      }
      guard let digit = hexadecimal(bytes[place]) else {
        throw JSONError(.invalidUnicodeEscape, offset: index)
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}

/// The value of a hexadecimal digit, if it is one.
func hexadecimal(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}

/// The text of a string's content that `skipString` has checked, escapes resolved.
func decodedString(_ bytes: [UInt8], _ span: JSONStringSpan) -> String {
  guard span.hasEscapes else { return String(decoding: bytes[span.range], as: UTF8.self) }
  return String(decoding: decodedBytes(bytes, span.range), as: UTF8.self)
}

/// The UTF-8 of a string's content that `skipString` has checked, escapes resolved.
func decodedBytes(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(range.count)
  var index = range.lowerBound
  while index < range.upperBound {
    let byte = bytes[index]
    guard byte == UInt8(ascii: "\\") else {
      decoded.append(byte)
      index += 1
      continue
    }
    switch bytes[index + 1] {
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      var value = escapedUnit(bytes, at: index)
      if value & 0xF800 == 0xD800 {
        value = 0x10000 + (value & 0x3FF) << 10 + escapedUnit(bytes, at: index + 6) & 0x3FF
        index += 6
      }
      appendUTF8(of: value, to: &decoded)
      index += 4
    case let plain: decoded.append(plain)
    }
    index += 2
  }
  return decoded
}

private func escapedUnit(_ bytes: [UInt8], at index: Int) -> UInt32 {
  var unit: UInt32 = 0
  for place in (index + 2)..<(index + 6) { unit = unit << 4 | UInt32(hexadecimal(bytes[place]) ?? 0) }
  return unit
}

private func appendUTF8(of value: UInt32, to bytes: inout [UInt8]) {
  switch value {
  case 0..<0x80: bytes.append(UInt8(value))
  case 0x80..<0x800:
    bytes.append(UInt8(0xC0 | value >> 6))
    bytes.append(UInt8(0x80 | value & 0x3F))
  case 0x800..<0x10000:
    bytes.append(UInt8(0xE0 | value >> 12))
    bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | value & 0x3F))
  default:
    bytes.append(UInt8(0xF0 | value >> 18))
    bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
    bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | value & 0x3F))
  }
}
