/// Walks the fields of a protobuf message.
struct ProtobufReader {
  /// A field as it stands on the wire.
  enum Value {
    case integer(UInt64)
    case fixed32(UInt32)
    case fixed64
    /// Where its bytes are.
    case bytes(Range<Int>)
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private let file: String

  /// A reader of all bytes, or of a message among them.
  init(_ bytes: [UInt8], _ range: Range<Int>? = nil, file: String) {
    self.bytes = bytes
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
    self.file = file
  }

  /// The next field, or nil at the end.
  mutating func next() throws(TokenizerError) -> (number: Int, value: Value, offset: Int)? {
    guard position < end else { return nil }
    let offset = position
    let key = try integer()
    let number = Int(truncatingIfNeeded: key >> 3)
    switch key & 7 {
    case 0: return (number, .integer(try integer()), offset)
    case 1:
      try skip(8)
      return (number, .fixed64, offset)
    case 2:
      let length = try integer()
      guard length <= UInt64(end - position) else { throw truncated }
      let start = position
      position += Int(length)
      return (number, .bytes(start..<position), offset)
    case 5:
      try skip(4)
      var bits: UInt32 = 0
      for index in (0..<4).reversed() { bits = bits << 8 | UInt32(bytes[position - 4 + index]) }
      return (number, .fixed32(bits), offset)
    default: throw .malformed(file: file, detail: .unexpectedField(number: number, offset: offset))
    }
  }

  /// The text of a field's bytes.
  func text(_ range: Range<Int>) throws(TokenizerError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw .malformed(file: file, detail: .notUTF8(offset: range.lowerBound))
    }
    return text
  }

  private var truncated: TokenizerError { .malformed(file: file, detail: .truncated(offset: position)) }

  private mutating func skip(_ count: Int) throws(TokenizerError) {
    guard count <= end - position else { throw truncated }
    position += count
  }

  /// A number in groups of seven bits, the lowest first.
  private mutating func integer() throws(TokenizerError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw truncated
  }
}
