import JSON

/// An object of a JSON document, kept byte for byte.
package struct JSONElement: Carrier {
  /// The object, line feeds included.
  package let record: JSONRecord

  /// An object of a document.
  init(_ record: JSONRecord) { self.record = record }

  /// The object.
  package func raw(of record: Record) -> [UInt8] { self.record.bytes }
  /// The object as it was: it stays in its document.
  package var remains: [UInt8] { record.bytes }

  /// The object as a line: without the blanks between its values.
  package var line: JSONRecord { record.onOneLine }

  /// The object with members added after its last one, all other bytes as they came.
  func splicing(
    _ members: [(key: String, json: [UInt8])], replace: Bool, removing: [String]
  ) -> [UInt8] {
    let bytes = record.bytes
    let brace = bytes.lastIndex(of: UInt8(ascii: "}")) ?? bytes.endIndex
    let end = (bytes[..<brace].lastIndex { $0 > 0x20 } ?? brace - 1) + 1
    // What stands before the closing brace stays before it.
    guard end < brace, let joined = try? JSONRecord(bytes[..<end] + [UInt8(ascii: "}")]) else {
      return record.splicing(members, replace: replace, removing: removing)
    }
    return joined.splicing(members, replace: replace, removing: removing).dropLast() + bytes[end...]
  }
}

extension JSONRecord {
  /// The record without the blanks between its values where these have line feeds.
  var onOneLine: JSONRecord {
    guard bytes.contains(0x0A) else { return self }
    var line: [UInt8] = []
    line.reserveCapacity(bytes.count)
    var isInString = false
    var isEscaped = false
    for byte in bytes {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte <= 0x20 {
        continue
      }
      line.append(byte)
    }
    return (try? JSONRecord(line)) ?? self
  }
}
