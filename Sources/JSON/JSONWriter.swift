/// Compact JSON, written from left to right; commas are set by the writer.
package struct JSONWriter: Sendable {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// A writer with nothing written.
  package init() {}

  /// Makes room for so many bytes.
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Opens an object.
  package mutating func beginObject() { open(UInt8(ascii: "{")) }

  /// Closes an object.
  package mutating func endObject() { close(UInt8(ascii: "}")) }

  /// Opens an array.
  package mutating func beginArray() { open(UInt8(ascii: "[")) }

  /// Closes an array.
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// A key; a value must follow.
  package mutating func key(_ key: String) {
    string(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A string; quotes, backslashes and control characters escaped, all else as UTF-8.
  package mutating func string(_ value: String) {
    startValue()
    bytes.append(UInt8(ascii: "\""))
    let utf8 = value.utf8Span.span
    for index in utf8.indices { appendEscaped(utf8[index]) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string given as well-formed UTF-8.
  package mutating func string(utf8: ArraySlice<UInt8>) {
    startValue()
    bytes.append(UInt8(ascii: "\""))
    for byte in utf8 { appendEscaped(byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// An integer.
  package mutating func int(_ value: Int) { raw(ascii: value.description) }

  /// `true` or `false`.
  package mutating func bool(_ value: Bool) { raw(ascii: value ? "true" : "false") }

  /// `null`.
  package mutating func null() { raw(ascii: "null") }

  /// The shortest decimal that reads back as the same 32-bit float; `null` for what JSON cannot say
  /// (infinities and NaN).
  package mutating func number(_ value: Float) { decimal(value.description, isFinite: value.isFinite) }

  /// The shortest decimal that reads back as the same double; `null` for infinities and NaN.
  package mutating func number(_ value: Double) { decimal(value.description, isFinite: value.isFinite) }

  /// A value that is JSON already.
  package mutating func raw(_ json: some Collection<UInt8>) {
    startValue()
    bytes.append(contentsOf: json)
  }

  private mutating func raw(ascii: String) {
    startValue()
    bytes.append(contentsOf: ascii.utf8)
  }

  private mutating func startValue() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    startValue()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  /// Swift writes `1.0`, `1e+20` and `1e-05`; the shortest spellings are `1`, `1e20` and `1e-5`.
  private mutating func decimal(_ description: String, isFinite: Bool) {
    guard isFinite else { return null() }
    startValue()
    let digits = description.utf8Span.span
    var index = 0
    while index < digits.count {
      let byte = digits[index]
      if byte == UInt8(ascii: "."), index + 1 < digits.count, digits[index + 1] == UInt8(ascii: "0"),
        index + 2 == digits.count || digits[index + 2] == UInt8(ascii: "e")
      {
        index += 2
        continue
      }
      bytes.append(byte)
      index += 1
      if byte == UInt8(ascii: "e") {
        if index < digits.count, digits[index] == UInt8(ascii: "-") { bytes.append(digits[index]) }
        index += 1
        while index + 1 < digits.count, digits[index] == UInt8(ascii: "0") { index += 1 }
      }
    }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      bytes.append(byte)
      return
    }
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: bytes.append(byte)
    default:
      bytes += [0x75, 0x30, 0x30, byte < 0x10 ? 0x30 : 0x31]
      let low = byte & 0xF
      bytes.append(low < 10 ? 0x30 + low : 0x61 + low - 10)
    }
  }
}
