/// Writes events as the bytes of a document in its own encoding.
///
/// What it writes reads back as the same events: text and attribute values are escaped, characters that the
/// encoding lacks become references, and CDATA sections are closed and opened again around both and around
/// `]]>`.
struct XMLSerialiser: Sendable {
  /// How the document is written; its line end may become known late.
  var form: XMLForm
  private var utf8: [UInt8] = []
  private var openTag = OpenTag.none
  private let charset: Charset?
  private var lacksCharacter = false

  /// A start tag that lacks its end.
  private enum OpenTag { case none, ordinary, empty }

  /// A serialiser that has written nothing.
  init(_ form: XMLForm) {
    self.form = form
    if case .other(let name) = form.encoding { charset = Charset(name) } else { charset = nil }
  }

  /// How many bytes were written and not taken yet.
  var count: Int { utf8.count }

  /// Writes an event.
  mutating func append(_ event: XMLEvent) {
    if case .end(let name) = event {
      if openTag == .empty {
        openTag = .none
        utf8.append(contentsOf: "/>".utf8)
      } else {
        closeTag()
        utf8.append(contentsOf: "</".utf8)
        markup(name.qualified)
        utf8.append(UInt8(ascii: ">"))
      }
      return
    }
    closeTag()
    switch event {
    case .start(let element): start(element)
    case .end: break
    case .text(let bytes): text(bytes[...])
    case .cdata(let bytes): cdata(bytes[...])
    case .comment(let bytes):
      utf8.append(contentsOf: "<!--".utf8)
      markup(bytes)
      utf8.append(contentsOf: "-->".utf8)
    case .instruction(let target, let data):
      utf8.append(contentsOf: "<?".utf8)
      markup(target)
      if let data, !data.isEmpty {
        utf8.append(UInt8(ascii: " "))
        markup(data)
      }
      utf8.append(contentsOf: "?>".utf8)
    case .reference(let name):
      utf8.append(UInt8(ascii: "&"))
      markup(name)
      utf8.append(UInt8(ascii: ";"))
    case .literal(let bytes): markup(bytes)
    }
  }

  /// Ends the start tag that is open, so that what follows is content.
  mutating func closeTag() {
    guard openTag != .none else { return }
    openTag = .none
    utf8.append(UInt8(ascii: ">"))
  }

  /// What was written since the last call, in the document's encoding. The first bytes of the document take
  /// the byte order mark.
  mutating func take(isFirst: Bool = false) throws(XMLError) -> [UInt8] {
    let written = utf8
    utf8 = []
    guard !lacksCharacter else { throw XMLError(.unrepresentable(encoding: form.encoding.name)) }
    switch form.encoding {
    case .utf8: return isFirst && form.hasMark ? [0xEF, 0xBB, 0xBF] + written : written
    case .utf16(let bigEndian):
      return Self.utf16(written, bigEndian: bigEndian, hasMark: isFirst && form.hasMark)
    case .ascii: return written
    case .latin1: return Self.latin1(written)
    case .other:
      guard let encoded = charset?.encode(written) else {
        throw XMLError(.unrepresentable(encoding: form.encoding.name))
      }
      return encoded
    }
  }

  private mutating func start(_ element: XMLElement) {
    utf8.append(UInt8(ascii: "<"))
    markup(element.name.qualified)
    for namespace in element.namespaces {
      utf8.append(contentsOf: " xmlns".utf8)
      if !namespace.prefix.isEmpty {
        utf8.append(UInt8(ascii: ":"))
        markup(namespace.prefix)
      }
      value(namespace.name)
    }
    for attribute in element.attributes {
      utf8.append(UInt8(ascii: " "))
      markup(attribute.name.qualified)
      value(attribute.value)
    }
    openTag = element.isEmptyTag ? .empty : .ordinary
  }
}

// MARK: - Characters

/// References that stand for characters.
private enum Escape {
  static let ampersand = Array("&amp;".utf8)
  static let less = Array("&lt;".utf8)
  static let greater = Array("&gt;".utf8)
  static let quote = Array("&quot;".utf8)
  static let tab = Array("&#9;".utf8)
  static let lineFeed = Array("&#10;".utf8)
  static let carriageReturn = Array("&#13;".utf8)
}

extension XMLSerialiser {
  /// Character data.
  mutating func text(_ bytes: ArraySlice<UInt8>) {
    closeTag()
    write(bytes) { byte in
      switch byte {
      case UInt8(ascii: "&"): Escape.ampersand
      case UInt8(ascii: "<"): Escape.less
      case UInt8(ascii: ">"): Escape.greater
      case 0x0D: Escape.carriageReturn
      default: nil
      }
    }
  }

  private mutating func value(_ bytes: [UInt8]) {
    utf8.append(contentsOf: "=\"".utf8)
    write(bytes[...]) { byte in
      switch byte {
      case UInt8(ascii: "&"): Escape.ampersand
      case UInt8(ascii: "<"): Escape.less
      case UInt8(ascii: "\""): Escape.quote
      case 0x09: Escape.tab
      case 0x0A: Escape.lineFeed
      case 0x0D: Escape.carriageReturn
      default: nil
      }
    }
    utf8.append(UInt8(ascii: "\""))
  }

  /// A CDATA section, or part of one.
  mutating func cdata(_ bytes: ArraySlice<UInt8>) {
    closeTag()
    let (open, close) = (Array("<![CDATA[".utf8), Array("]]>".utf8))
    utf8.append(contentsOf: open)
    var begin = bytes.startIndex
    var place = begin
    while place < bytes.endIndex {
      let byte = bytes[place]
      if byte == UInt8(ascii: ">"), place - begin >= 2, bytes[place - 1] == UInt8(ascii: "]"),
        bytes[place - 2] == UInt8(ascii: "]")
      {
        copy(bytes[begin..<place])
        utf8.append(contentsOf: close + open)
        begin = place
        place += 1
      } else if let (reference, count) = reference(in: bytes, at: place) {
        copy(bytes[begin..<place])
        utf8.append(contentsOf: close)
        utf8.append(contentsOf: reference.utf8)
        utf8.append(contentsOf: open)
        place += count
        begin = place
      } else {
        place += 1
      }
    }
    copy(bytes[begin...])
    utf8.append(contentsOf: close)
  }

  /// Names, comments and what else can hold no reference.
  private mutating func markup(_ bytes: [UInt8]) {
    if !form.encoding.isUnicode {
      var place = 0
      while place < bytes.count {
        if let (_, count) = reference(in: bytes[...], at: place) {
          // A carriage return in a comment is only wrong where it came from an entity.
          lacksCharacter = true
          place += count
        } else {
          place += 1
        }
      }
    } else if bytes.contains(0x0D) {
      lacksCharacter = true
    }
    copy(bytes[...])
  }

  /// The reference that must stand for the character that begins at a place, and the bytes it takes; nil where
  /// the character can be written (or where none begins).
  private func reference(in bytes: ArraySlice<UInt8>, at place: Int) -> (String, Int)? {
    let lead = bytes[place]
    if lead == 0x0D { return ("&#13;", 1) }
    if lead < 0xC0 || form.encoding.isUnicode { return nil }
    let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead) & (0xFF >> UInt32(count + 1))
    for byte in bytes[place...].dropFirst().prefix(count - 1) { value = value << 6 | UInt32(byte & 0x3F) }
    guard let scalar = Unicode.Scalar(value), !holds(scalar) else { return nil }
    return ("&#\(value);", count)
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch form.encoding {
    case .utf8, .utf16: true
    case .latin1: scalar.value < 0x100
    case .ascii: scalar.isASCII
    case .other: charset?.holds(scalar) ?? false
    }
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>, escaping escape: (UInt8) -> [UInt8]?) {
    var begin = bytes.startIndex
    var place = begin
    while place < bytes.endIndex {
      if let escaped = escape(bytes[place]) {
        copy(bytes[begin..<place])
        utf8.append(contentsOf: escaped)
        place += 1
        begin = place
      } else if bytes[place] >= 0xC0, let (reference, count) = reference(in: bytes, at: place) {
        copy(bytes[begin..<place])
        utf8.append(contentsOf: reference.utf8)
        place += count
        begin = place
      } else {
        place += 1
      }
    }
    copy(bytes[begin...])
  }

  /// Bytes that need no escaping, with the document's own line ends.
  private mutating func copy(_ bytes: ArraySlice<UInt8>) {
    guard form.lineBreak != [0x0A] else {
      utf8.append(contentsOf: bytes)
      return
    }
    for byte in bytes {
      if byte == 0x0A { utf8.append(contentsOf: form.lineBreak) } else { utf8.append(byte) }
    }
  }
}

// MARK: - Encodings that need no table

extension XMLSerialiser {
  private static func utf16(_ utf8: [UInt8], bigEndian: Bool, hasMark: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count * 2 + 2)
    func append(_ unit: UInt16) {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes.append(bigEndian ? high : low)
      bytes.append(bigEndian ? low : high)
    }
    if hasMark { append(0xFEFF) }
    for unit in String(decoding: utf8, as: UTF8.self).utf16 { append(unit) }
    return bytes
  }

  /// All characters are below U+0100: others were replaced by references.
  private static func latin1(_ utf8: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var index = 0
    while index < utf8.count {
      if utf8[index] < 0x80 {
        bytes.append(utf8[index])
        index += 1
      } else {
        bytes.append((utf8[index] & 0x03) << 6 | utf8[index + 1] & 0x3F)
        index += 2
      }
    }
    return bytes
  }
}
