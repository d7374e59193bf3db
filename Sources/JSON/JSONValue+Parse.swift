extension JSONValue {
  /// The one value that bytes hold (RFC 8259, strictly; a byte order mark before it is passed over).
  /// Arrays and objects may nest `maximumDepth` deep; the parser descends by recursion.
  package static func parse(_ bytes: [UInt8], maximumDepth: Int = 512) throws(JSONError) -> JSONValue {
    var scanner = JSONScanner(bytes, maximumDepth: maximumDepth)
    scanner.skipByteOrderMark()
    let value = try scanner.value(depth: 0)
    try scanner.expectEnd()
    return value
  }
}

extension JSONScanner {
  /// Reads the value at the cursor; `depth` counts the containers around it.
  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    switch try peek(.value) {
    case UInt8(ascii: "\""):
      let span = try skipString()
      return .string(decodedString(bytes, span))
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "t"):
      try skipLiteral(.yes)
      return .bool(true)
    case UInt8(ascii: "f"):
      try skipLiteral(.no)
      return .bool(false)
    case UInt8(ascii: "n"):
      try skipLiteral(.null)
      return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = position
      try skipNumber()
      return .number(JSONNumber(spelling: String(decoding: bytes[start..<position], as: UTF8.self)))
    default:
      try skipValue(depth: depth)
      throw unexpected(.value)
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    try enter(depth: depth)
    var members: [JSONObject.Member] = []
    guard try !skipEmpty(UInt8(ascii: "}"), .keyOrBrace) else { return JSONObject(members) }
    while true {
      let span = try skipKey(.key)
      members.append((decodedString(bytes, span), try value(depth: depth)))
      guard try nextMember() else { return JSONObject(members) }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    try enter(depth: depth)
    var elements: [JSONValue] = []
    guard try !skipEmpty(UInt8(ascii: "]"), .value) else { return elements }
    while true {
      elements.append(try value(depth: depth))
      guard try nextElement() else { return elements }
    }
  }
}
