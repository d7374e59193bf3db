struct Token {
  let text: String
  let line: Int
  var isName: Bool { text.first.map { $0.isLetter || $0 == "_" } ?? false }
  var isTypeName: Bool { text.first?.isUppercase ?? false }
}

/// Cuts Swift into names and punctuation; comments and strings go, code that is interpolated stays.
struct Lexer {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private(set) var tokens: [Token] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    while place < bytes.count { code(isInterpolated: false) }
  }

  private func at(_ offset: Int) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }

  private mutating func skip(_ count: Int) {
    for _ in 0..<count where place < bytes.count {
      if bytes[place] == 0x0A { line += 1 }
      place += 1
    }
  }

  private mutating func code(isInterpolated: Bool) {
    var depth = 0
    while place < bytes.count {
      let byte = at(0)
      switch byte {
      case 0x2F where at(1) == 0x2F: while place < bytes.count, at(0) != 0x0A { skip(1) }
      case 0x2F where at(1) == 0x2A: comment()
      case 0x22: string(hashes: 0)
      case 0x23:
        var hashes = 0
        while at(hashes) == 0x23 { hashes += 1 }
        skip(hashes)
        if at(0) == 0x22 { string(hashes: hashes) } else { tokens.append(Token(text: "#", line: line)) }
      case 0x28, 0x29:
        if byte == 0x29, isInterpolated, depth == 0 { return }
        depth += byte == 0x28 ? 1 : -1
        punctuation(byte)
      case 0x60: skip(1)
      case _ where isNamePart(byte): name()
      case 0x21...0x7E: punctuation(byte)
      default: skip(1)
      }
    }
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  private mutating func punctuation(_ byte: UInt8) {
    tokens.append(Token(text: String(UnicodeScalar(byte)), line: line))
    skip(1)
  }

  private mutating func name() {
    let start = place
    while isNamePart(at(0)) { place += 1 }
    tokens.append(Token(text: String(decoding: bytes[start..<place], as: UTF8.self), line: line))
  }

  private mutating func comment() {
    var depth = 0
    repeat {
      if at(0) == 0x2F, at(1) == 0x2A {
        depth += 1; skip(2)
      } else if at(0) == 0x2A, at(1) == 0x2F {
        depth -= 1; skip(2)
      } else {
        skip(1)
      }
    } while depth > 0 && place < bytes.count
  }

  private mutating func string(hashes: Int) {
    let quotes = at(1) == 0x22 && at(2) == 0x22 ? 3 : 1
    func marks(_ count: Int, _ byte: UInt8, from offset: Int) -> Bool {
      (0..<count).allSatisfy { at(offset + $0) == byte }
    }
    skip(quotes)
    while place < bytes.count {
      if at(0) == 0x5C, marks(hashes, 0x23, from: 1) {
        skip(1 + hashes)
        if at(0) == 0x28 { skip(1); code(isInterpolated: true) }
        skip(1)
      } else if marks(quotes, 0x22, from: 0), marks(hashes, 0x23, from: quotes) {
        return skip(quotes + hashes)
      } else {
        skip(1)
      }
    }
  }
}
