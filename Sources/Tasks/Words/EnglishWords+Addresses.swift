/// Web and mail addresses and file names: one word, whatever marks they hold.
extension EnglishWords {
  /// The end of the address that starts at `start`, nil where none does.
  static func addressEnd(_ text: Span<UInt8>, _ start: Int, _ chunk: Chunk, _ tables: Tables) -> Int? {
    guard isWordByte(text[start]), start == chunk.range.lowerBound || !isWordByte(text[start - 1]) else {
      return nil
    }
    let limit = chunk.range.upperBound
    var end = start
    var at = -1
    var lastStop = -1
    var hasScheme = false
    scan: while end < limit {
      switch text[end] {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): break scan
      case UInt8(ascii: "."): lastStop = end
      case UInt8(ascii: "@"): at = end
      case UInt8(ascii: ":"):
        if end + 2 < limit, text[end + 1] == UInt8(ascii: "/"), text[end + 2] == UInt8(ascii: "/") {
          hasScheme = true
        }
      default: break
      }
      end += 1
    }
    guard hasScheme || at >= 0 || lastStop >= 0 else { return nil }
    end = trimmed(text, start..<end)
    if hasScheme || startsAddress(text, start..<end, tables) { return end }
    if at > start, at + 1 < end { return isMail(text, start..<end, at) ? end : nil }
    // The last full stop may be a closing one that is no longer part of it.
    var stop = end - 1
    while stop > start, text[stop] != UInt8(ascii: ".") { stop -= 1 }
    guard stop > start, isWordByte(text[stop - 1]) || text[stop - 1] == UInt8(ascii: ")") else { return nil }
    let suffix = stop + 1..<end
    return tables.suffixes.contains(text, suffix) && isName(text, start..<stop) ? end : nil
  }

  private static func startsAddress(_ text: Span<UInt8>, _ range: Range<Int>, _ tables: Tables) -> Bool {
    // "www." and "mailto:" by their lengths.
    [4, 7].contains { count in
      range.count > count && tables.addressStarts.contains(text, range.prefix(count))
    }
  }

  /// The address without the punctuation of the sentence around it.
  private static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound {
      switch text[end - 1] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
        UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "*"),
        UInt8(ascii: "|"):
        end -= 1
      case UInt8(ascii: ")"):
        for position in range.lowerBound..<end where text[position] == UInt8(ascii: "(") { return end }
        end -= 1
      default:
        return end
      }
    }
    return end
  }

  /// Whether `range` is a mail address: name characters on both sides of its one `@`.
  private static func isMail(_ text: Span<UInt8>, _ range: Range<Int>, _ at: Int) -> Bool {
    for position in range where position != at {
      switch text[position] {
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "%"):
        continue
      default: guard isWordByte(text[position]) else { return false }
      }
    }
    return true
  }

  /// Whether `range` could be the name of a host or a file.
  private static func isName(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for position in range {
      switch text[position] {
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "~"):
        continue
      default: guard isWordByte(text[position]) else { return false }
      }
    }
    return true
  }
}
