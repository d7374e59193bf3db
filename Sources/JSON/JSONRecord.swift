/// One JSON object kept byte for byte: its members are known by their places, values are made on demand.
package struct JSONRecord: Sendable {
  /// The record as it came: blanks, byte order mark and carriage return included.
  package let bytes: [UInt8]
  let members: [Member]
  /// The offset of the object's `}`.
  let closingBrace: Int

  struct Member: Sendable {
    /// The key's content between its quotes, escapes as written.
    let key: Range<Int>
    let keyHasEscapes: Bool
    let value: Range<Int>
  }

  /// Checks the whole record and notes where its members lie; throws `.notObject` (at the value's first
  /// byte) for valid JSON that is not an object.
  package init(_ line: [UInt8], maximumDepth: Int = 512) throws(JSONError) {
    var scanner = JSONScanner(line, maximumDepth: maximumDepth)
    scanner.skipByteOrderMark()
    guard try scanner.peek(.value) == UInt8(ascii: "{") else {
      let start = scanner.position
      try scanner.skipValue(depth: 0)
      try scanner.expectEnd()
      throw JSONError(.notObject, offset: start)
    }
    var members: [Member] = []
    members.reserveCapacity(8)
    try scanner.enter(depth: 1)
    if try !scanner.skipEmpty(UInt8(ascii: "}"), .keyOrBrace) {
      repeat {
        let key = try scanner.skipKey(.key)
        scanner.skipBlanks()
        let start = scanner.position
        try scanner.skipValue(depth: 1)
        members.append(
          Member(key: key.range, keyHasEscapes: key.hasEscapes, value: start..<scanner.position))
      } while try scanner.nextMember()
    }
    closingBrace = scanner.position - 1
    try scanner.expectEnd()
    bytes = line
    self.members = members
  }

  /// The value at a key: the whole key first, then as a dotted path (a number steps into an array), of
  /// duplicates the last. Keys are compared unescaped, byte by byte.
  package func value(at key: String) -> JSONValue? {
    let path = Array(key.utf8)
    if let member = member(path[...]) { return value(of: member) }
    for dot in path.indices where path[dot] == UInt8(ascii: ".") {
      if let member = member(path[..<dot]), let found = value(of: member)?.value(at: path[(dot + 1)...]) {
        return found
      }
    }
    return nil
  }

  /// The keys as text, in the order of the source, duplicates too.
  package var keys: [String] {
    members.map { decodedString(bytes, JSONStringSpan(range: $0.key, hasEscapes: $0.keyHasEscapes)) }
  }

  /// Whether a member has this key, whole; no path.
  package func contains(_ key: String) -> Bool { member(Array(key.utf8)[...]) != nil }

  /// The bytes of a top-level member's value as written, of duplicates the last.
  package func source(of key: String) -> ArraySlice<UInt8>? {
    member(Array(key.utf8)[...]).map { bytes[members[$0].value] }
  }

  /// The last member with this key.
  func member(_ key: ArraySlice<UInt8>) -> Int? {
    members.lastIndex { member in
      if member.keyHasEscapes { return decodedBytes(bytes, member.key).elementsEqual(key) }
      return member.key.count == key.count && bytes[member.key].elementsEqual(key)
    }
  }

  private func value(of member: Int) -> JSONValue? {
    var scanner = JSONScanner(bytes, at: members[member].value.lowerBound, maximumDepth: .max)
    // The record was checked whole, so this cannot fail.
    return try? scanner.value(depth: 1)
  }
}

extension JSONValue {
  fileprivate func value(at path: ArraySlice<UInt8>) -> JSONValue? {
    switch self {
    case .object(let object):
      if let whole = object[String(decoding: path, as: UTF8.self)] { return whole }
      for dot in path.indices where path[dot] == UInt8(ascii: ".") {
        let key = String(decoding: path[..<dot], as: UTF8.self)
        if let found = object[key]?.value(at: path[(dot + 1)...]) { return found }
      }
      return nil
    case .array(let elements):
      let step = path.prefix { $0 != UInt8(ascii: ".") }
      guard step.allSatisfy({ $0 &- 0x30 < 10 }), let place = Int(String(decoding: step, as: UTF8.self)),
        place < elements.count
      else { return nil }
      return step.endIndex == path.endIndex
        ? elements[place] : elements[place].value(at: path[(step.endIndex + 1)...])
    default: return nil
    }
  }
}
