/// Web and mail addresses and file names: one word, whatever marks they hold.
extension EnglishWords {
  /// The end of the address that starts at `start`, nil where none does.
  ///
  /// `searched` is how far earlier calls for the chunk have looked: what started there need not be looked at again, which
  /// keeps the whole linear.
  static func addressEnd(
    _ text: Span<UInt8>, _ start: Int, _ chunk: Chunk, _ tables: Tables, searched: inout Int
  ) -> Int? {
    guard start >= searched, isWordByte(text[start]) else { return nil }
    let limit = chunk.range.upperBound
    var at = -1
    var hasStop = false
    var end = start
    while end < limit, isNameByte(text[end]) {
      if text[end] == UInt8(ascii: "@") { at = end }
      if text[end] == UInt8(ascii: ".") { hasStop = true }
      let length = text[end] < 0x80 ? 1 : nameLength(text, end, limit)
      if length == 0 { break }
      end += length
    }
    searched = end
    let hasScheme =
      end + 2 < limit && text[end] == UInt8(ascii: ":") && text[end + 1] == UInt8(ascii: "/")
      && text[end + 2] == UInt8(ascii: "/")
    if hasScheme || startsAddress(text, start..<limit, tables) { return locatorEnd(text, start..<limit) }
    guard hasStop || at > start else { return nil }
    while end > start, isClosingMark(text[end - 1]) { end -= 1 }
    if at > start { return at + 1 < end && isMail(text, start..<end, at) ? end : nil }
    var stop = end - 1
    while stop > start, text[stop] != UInt8(ascii: ".") { stop -= 1 }
    guard stop > start, isWordByte(text[stop - 1]), tables.suffixes.contains(text, stop + 1..<end) else {
      return nil
    }
    return end < limit && text[end] == UInt8(ascii: "/") ? locatorEnd(text, start..<limit) : end
  }

  /// The end of a locator, which reaches to a blank, quote or angle bracket but for the marks of its sentence.
  private static func locatorEnd(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.lowerBound
    var opens = false
    scan: while end < range.upperBound {
      switch text[end] {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): break scan
      case UInt8(ascii: "("): opens = true
      case 0x80...:
        let scalar = scalar(text, end, range.upperBound)
        if scalar.kind != .letter, scalar.kind != .digit, scalar.kind != .ideograph { break scan }
        end += scalar.length
        continue
      default: break
      }
      end += 1
    }
    while end > range.lowerBound + 1,
      isClosingMark(text[end - 1]) || !opens && text[end - 1] == UInt8(ascii: ")")
    {
      end -= 1
    }
    return end
  }

  private static func startsAddress(_ text: Span<UInt8>, _ range: Range<Int>, _ tables: Tables) -> Bool {
    // "www." and "mailto:" by their lengths.
    range.count > 4 && tables.addressStarts.contains(text, range.prefix(4))
      || range.count > 7 && tables.addressStarts.contains(text, range.prefix(7))
  }

  /// Punctuation that belongs to the sentence when an address ends with it.
  private static func isClosingMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "*"),
      UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "%"), UInt8(ascii: "#"):
      return true
    default:
      return false
    }
  }

  /// What names of hosts, files and mailboxes are made of.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "%"),
      UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "~"):
      return true
    default:
      return isWordByte(byte)
    }
  }

  /// The bytes of the letter or digit beyond ASCII at `position`, 0 where another scalar stands.
  private static func nameLength(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
    let scalar = scalar(text, position, end)
    return scalar.kind == .letter || scalar.kind == .digit ? scalar.length : 0
  }

  /// Whether a name with an `@` at `at` has no other and no `#` or `~`.
  private static func isMail(_ text: Span<UInt8>, _ range: Range<Int>, _ at: Int) -> Bool {
    for position in range where position != at {
      switch text[position] {
      case UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "~"): return false
      default: continue
      }
    }
    return true
  }
}
