/// A cursor that walks over JSON and checks every byte of it, making no values.
struct JSONScanner {
  let bytes: [UInt8]
  let maximumDepth: Int
  var position: Int

  init(_ bytes: [UInt8], at position: Int = 0, maximumDepth: Int) {
    self.bytes = bytes
    self.position = position
    self.maximumDepth = maximumDepth
  }

  mutating func skipByteOrderMark() {
    if position == 0, bytes.startsWithByteOrderMark { position = 3 }
  }

  mutating func skipBlanks() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  /// The next byte that is not blank, left in place.
  mutating func peek(_ expected: JSONError.Expectation) throws(JSONError) -> UInt8 {
    skipBlanks()
    guard position < bytes.count else {
      throw JSONError(.unexpectedEnd(expected: expected), offset: bytes.count)
    }
    return bytes[position]
  }

  /// The error for a byte that is not allowed at the cursor.
  func unexpected(_ expected: JSONError.Expectation) -> JSONError {
    guard position < bytes.count else {
      return JSONError(.unexpectedEnd(expected: expected), offset: bytes.count)
    }
    let byte = bytes[position]
    if byte >= 0x80, UTF8Sequence.length(in: bytes, at: position) == nil {
      return JSONError(.invalidUTF8, offset: position)
    }
    return JSONError(.unexpectedByte(byte, expected: expected), offset: position)
  }

  /// Checks that nothing but blanks is left.
  mutating func expectEnd() throws(JSONError) {
    skipBlanks()
    guard position == bytes.count else { throw unexpected(.end) }
  }

  /// Passes over one value, the cursor on its first byte or on blanks before it; `depth` counts the
  /// containers around it.
  mutating func skipValue(depth: Int) throws(JSONError) {
    switch try peek(.value) {
    case UInt8(ascii: "\""): _ = try skipString()
    case UInt8(ascii: "{"): try skipObject(depth: depth + 1)
    case UInt8(ascii: "["): try skipArray(depth: depth + 1)
    case UInt8(ascii: "t"): try skipLiteral(.yes)
    case UInt8(ascii: "f"): try skipLiteral(.no)
    case UInt8(ascii: "n"): try skipLiteral(.null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
    case UInt8(ascii: "+"), UInt8(ascii: "."): throw JSONError(.invalidNumber, offset: position)
    default: throw unexpected(.value)
    }
  }

  /// Enters a container: passes its bracket and checks the depth.
  mutating func enter(depth: Int) throws(JSONError) {
    guard depth <= maximumDepth else {
      throw JSONError(.tooDeep(limit: maximumDepth), offset: position)
    }
    position += 1
  }

  private mutating func skipObject(depth: Int) throws(JSONError) {
    try enter(depth: depth)
    guard try !skipEmpty(UInt8(ascii: "}"), .keyOrBrace) else { return }
    while true {
      _ = try skipKey(.key)
      try skipValue(depth: depth)
      guard try nextMember() else { return }
    }
  }

  private mutating func skipArray(depth: Int) throws(JSONError) {
    try enter(depth: depth)
    guard try !skipEmpty(UInt8(ascii: "]"), .value) else { return }
    while true {
      try skipValue(depth: depth)
      guard try nextElement() else { return }
    }
  }

  /// Passes the closing bracket of an empty container, if it is one.
  mutating func skipEmpty(_ close: UInt8, _ expected: JSONError.Expectation) throws(JSONError) -> Bool {
    let byte = try peek(expected)
    if byte == close {
      position += 1
      return true
    }
    if close == UInt8(ascii: "}"), byte != UInt8(ascii: "\"") { throw unexpected(expected) }
    return false
  }

  /// Passes a key and its colon; gives the range between the quotes and whether it has escapes.
  mutating func skipKey(_ expected: JSONError.Expectation) throws(JSONError) -> JSONStringSpan {
    guard try peek(expected) == UInt8(ascii: "\"") else { throw unexpected(expected) }
    let key = try skipString()
    guard try peek(.colon) == UInt8(ascii: ":") else { throw unexpected(.colon) }
    position += 1
    return key
  }

  /// Passes `,` (true) or `}` (false).
  mutating func nextMember() throws(JSONError) -> Bool {
    switch try peek(.commaOrBrace) {
    case UInt8(ascii: ","):
      position += 1
      return true
    case UInt8(ascii: "}"):
      position += 1
      return false
    default: throw unexpected(.commaOrBrace)
    }
  }

  /// Passes `,` (true) or `]` (false).
  mutating func nextElement() throws(JSONError) -> Bool {
    switch try peek(.commaOrBracket) {
    case UInt8(ascii: ","):
      position += 1
      return true
    case UInt8(ascii: "]"):
      position += 1
      return false
    default: throw unexpected(.commaOrBracket)
    }
  }

  /// Passes `true`, `false` or `null`.
  mutating func skipLiteral(_ literal: Literal) throws(JSONError) {
    let spelling = literal.spelling
    for index in 0..<literal.count {
      // Letters lie in the value's bytes, the first one lowest.
      let letter = UInt8(truncatingIfNeeded: spelling &>> UInt64(8 &* index))
      guard position + index < bytes.count, bytes[position + index] == letter else {
        throw JSONError(.invalidLiteral, offset: position)
      }
    }
    position += literal.count
  }

  enum Literal {
    case yes, no, null

    var spelling: UInt64 {
      switch self {
      case .yes: 0x6575_7274
      case .no: 0x65_736C_6166
      case .null: 0x6C6C_756E
      }
    }

    var count: Int { self == .no ? 5 : 4 }
  }

  mutating func skipNumber() throws(JSONError) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "0") {
      position += 1
    } else {
      try skipDigits(of: start)
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try skipDigits(of: start)
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
      try skipDigits(of: start)
    }
    // `01` and `1x` would otherwise be blamed on a missing comma.
    if position < bytes.count, isDigit(bytes[position]) { throw JSONError(.invalidNumber, offset: start) }
  }

  private mutating func skipDigits(of start: Int) throws(JSONError) {
    let first = position
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    guard position > first else { throw JSONError(.invalidNumber, offset: start) }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
