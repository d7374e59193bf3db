/// What the declaration at the head of a document says.
struct XMLDeclaration {
  private(set) var encoding: String?

  /// How far a declaration is looked for.
  static let maximumCount = 1024

  /// Reads `<?xml … ?>` at the head of ASCII-based bytes; nothing where there is none. Its grammar is checked
  /// by libxml2.
  init(_ bytes: ArraySlice<UInt8>) {
    guard bytes.starts(with: "<?xml".utf8), let close = Self.end(of: bytes) else { return }
    let body = bytes[(bytes.startIndex + 5)..<close]
    // Without a blank it is a processing instruction whose name begins so.
    guard body.first.map(Self.isBlank) ?? false else { return }
    encoding = Self.encoding(in: body)
  }

  /// Where `?>` begins, within reach.
  static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    let reach = bytes.prefix(maximumCount)
    return reach.indices.dropLast().first {
      reach[$0] == UInt8(ascii: "?") && reach[$0 + 1] == UInt8(ascii: ">")
    }
  }

  private static func encoding(in body: ArraySlice<UInt8>) -> String? {
    let name = Array("encoding".utf8)
    var place = body.startIndex
    while place < body.endIndex {
      let rest = body[place...]
      guard rest.starts(with: name) else {
        place += 1
        continue
      }
      var tail = rest.dropFirst(name.count).drop(while: isBlank)
      guard tail.first == UInt8(ascii: "=") else {
        place += 1
        continue
      }
      tail = tail.dropFirst().drop(while: isBlank)
      guard let quote = tail.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let close = tail.dropFirst().firstIndex(of: quote)
      else { return nil }
      return String(decoding: tail[(tail.startIndex + 1)..<close], as: UTF8.self)
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
