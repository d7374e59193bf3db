/// How texts spell paths whose bytes are not UTF-8, without a loss: such a byte is the scalar U+10FF00 plus the byte, from the
/// last plane for private use. Python's file system encoding does the same with surrogates (PEP 383), which a Swift string
/// cannot hold.
enum PathSpelling {
  private static let first: UInt32 = 0x10_FF00

  /// The byte that a scalar stands for; nil where it stands for itself.
  static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    scalar.value >= first + 0x80 && scalar.value <= first + 0xFF ? UInt8(scalar.value - first) : nil
  }

  static func bytes(of text: String) -> [UInt8] {
    // Scalars of the last plane begin with F4 8F.
    guard text.utf8.contains(0xF4) else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let byte = byte(of: scalar) { bytes.append(byte) } else { bytes += Array(String(scalar).utf8) }
    }
    return bytes
  }

  static func text(of bytes: [UInt8]) -> String {
    if !bytes.contains(0xF4), let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes[...]
    while let lead = rest.first {
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      // A character that stands for a byte is spelt byte by byte itself.
      if let whole = String(validating: rest.prefix(length), as: UTF8.self),
        whole.unicodeScalars.allSatisfy({ byte(of: $0) == nil })
      {
        text += whole
        rest = rest.dropFirst(length)
      } else {
        text.unicodeScalars.append(Unicode.Scalar(first + UInt32(lead)) ?? "\u{FFFD}")
        rest = rest.dropFirst()
      }
    }
    return text
  }
}

extension String {
  /// A text with paths in it as people read it: bytes that are not UTF-8 as `\xE9`.
  package var withReadablePaths: String {
    guard utf8.contains(0xF4) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if let byte = PathSpelling.byte(of: scalar) {
        text += "\\x" + String(byte, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
