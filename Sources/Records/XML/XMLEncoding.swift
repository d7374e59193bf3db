/// The encoding of a document's bytes.
enum XMLEncoding: Sendable, Equatable {
  case utf8
  case utf16(bigEndian: Bool)
  case latin1
  case ascii
  /// Any other one that the system's iconv knows by this name.
  case other(String)

  /// The name for messages and for iconv.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16(let bigEndian): bigEndian ? "UTF-16BE" : "UTF-16LE"
    case .latin1: "ISO-8859-1"
    case .ascii: "US-ASCII"
    case .other(let name): name
    }
  }

  /// Whether every character can be written as it is.
  var isUnicode: Bool {
    switch self {
    case .utf8, .utf16: true
    default: false
    }
  }

  /// The encoding that a declaration names, where its characters take a byte or more each and begin with ASCII.
  init(declared name: String) {
    switch name.uppercased() {
    case "UTF-8", "UTF8": self = .utf8
    case "ISO-8859-1", "ISO_8859-1", "ISO8859-1", "ISO-LATIN-1", "LATIN1", "LATIN-1", "L1": self = .latin1
    case "US-ASCII", "ASCII": self = .ascii
    default: self = .other(name)
    }
  }

  /// Whether a document whose first bytes gave this encoding away may declare that one. UTF-16 that calls itself
  /// UTF-8 is common, and libxml2 takes it for what it is.
  func mayBeDeclared(_ name: String) -> Bool {
    let name = name.uppercased()
    let isUTF8 = ["UTF-8", "UTF8"].contains(name)
    switch self {
    case .utf8: return isUTF8
    case .utf16: return isUTF8 || name == "UTF-16" || name == self.name || name.hasSuffix("UCS-2")
    default: return true
    }
  }

  /// What a document's first bytes say.
  enum Sign {
    /// A byte order mark of so many bytes.
    case mark(XMLEncoding, count: Int)
    /// `<?` in units of 16 bits.
    case units(XMLEncoding)
    /// EBCDIC, or units of 32 bits.
    case unsupported(String)
    /// One byte per ASCII character: the declaration says more.
    case asciiBased
  }

  /// Appendix F of the XML recommendation, over the first four bytes (or as many as there are).
  static func sign(of bytes: ArraySlice<UInt8>) -> Sign {
    let head = Array(bytes.prefix(4))
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .mark(.utf8, count: 3) }
    switch head {
    case [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0x3C, 0, 0, 0], [0, 0, 0, 0x3C]:
      return .unsupported("UTF-32")
    case [0x4C, 0x6F, 0xA7, 0x94]: return .unsupported("EBCDIC")
    default: break
    }
    if head.starts(with: [0xFF, 0xFE]) { return .mark(.utf16(bigEndian: false), count: 2) }
    if head.starts(with: [0xFE, 0xFF]) { return .mark(.utf16(bigEndian: true), count: 2) }
    if head == [0x3C, 0, 0x3F, 0] { return .units(.utf16(bigEndian: false)) }
    if head == [0, 0x3C, 0, 0x3F] { return .units(.utf16(bigEndian: true)) }
    return .asciiBased
  }
}
