import JSON

/// The text of an object as Python's `json.dumps(…, indent=2)` lays it out, with characters as they are, and a
/// line end: how Hugging Face writes `config.json`.
package func indentedJSON(_ object: JSONObject) -> [UInt8] {
  var bytes: [UInt8] = []
  append(.object(object), depth: 0, to: &bytes)
  bytes.append(UInt8(ascii: "\n"))
  return bytes
}

private func append(_ value: JSONValue, depth: Int, to bytes: inout [UInt8]) {
  switch value {
  case .array(let elements) where !elements.isEmpty:
    bytes.append(UInt8(ascii: "["))
    for (place, element) in elements.enumerated() {
      startLine(depth: depth + 1, isFirst: place == 0, in: &bytes)
      append(element, depth: depth + 1, to: &bytes)
    }
    endLines(depth: depth, in: &bytes)
    bytes.append(UInt8(ascii: "]"))
  case .object(let object) where object.count > 0:
    bytes.append(UInt8(ascii: "{"))
    for (place, member) in object.members.enumerated() {
      startLine(depth: depth + 1, isFirst: place == 0, in: &bytes)
      appendCompact(.string(member.key), to: &bytes)
      bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
      append(member.value, depth: depth + 1, to: &bytes)
    }
    endLines(depth: depth, in: &bytes)
    bytes.append(UInt8(ascii: "}"))
  default:
    appendCompact(value, to: &bytes)
  }
}

private func startLine(depth: Int, isFirst: Bool, in bytes: inout [UInt8]) {
  if !isFirst { bytes.append(UInt8(ascii: ",")) }
  endLines(depth: depth, in: &bytes)
}

private func endLines(depth: Int, in bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\n"))
  bytes += [UInt8](repeating: UInt8(ascii: " "), count: 2 * depth)
}

private func appendCompact(_ value: JSONValue, to bytes: inout [UInt8]) {
  var writer = JSONWriter()
  switch value {
  case .null: writer.null()
  case .bool(let value): writer.bool(value)
  case .number(let value): writer.raw(value.spelling.utf8)
  case .string(let value): writer.string(value)
  case .array: bytes += [UInt8(ascii: "["), UInt8(ascii: "]")]
  case .object: bytes += [UInt8(ascii: "{"), UInt8(ascii: "}")]
  }
  bytes += writer.bytes
}

extension JSONObject {
  /// These members with some replaced in place, or put at the end where they are new; a nil value takes a member out.
  package func replacing(_ changes: [(key: String, value: JSONValue?)]) -> JSONObject {
    var members = self.members
    for (key, value) in changes {
      let place = members.lastIndex { $0.key.hasSameBytes(as: key) }
      if let place, let value {
        members[place].value = value
      } else if let value {
        members.append((key, value))
      } else {
        members.removeAll { $0.key.hasSameBytes(as: key) }
      }
    }
    return JSONObject(members)
  }
}

extension JSONValue {
  /// An integer as a JSON value.
  package static func integer(_ value: Int) -> JSONValue { spelled { $0.int(value) } }

  /// A number as a JSON value; null where JSON has none.
  static func decimal(_ value: Double) -> JSONValue { spelled { $0.number(value) } }

  private static func spelled(_ write: (inout JSONWriter) -> Void) -> JSONValue {
    var writer = JSONWriter()
    write(&writer)
    return (try? JSONValue.parse(writer.bytes)) ?? .null
  }
}
