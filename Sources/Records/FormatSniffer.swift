import JSON

/// Tells formats by the first bytes of an input.
enum FormatSniffer {
  /// When so many bytes tell nothing, more will not either.
  static let enough = 1 << 18

  /// Whether bytes begin as UTF-16 does: big-endian (true), little-endian (false), or not (nil).
  static func utf16(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF): return true
    case (0xFF, 0xFE): return false
    // Without a mark: the first character of any text format is ASCII, the other half of it zero.
    case (0, 1...0x7F): return true
    case (1...0x7F, 0): return false
    default: return nil
    }
  }

  /// Whether an input begins as one array of objects, which is no format of ours.
  static func isArrayOfObjects(_ bytes: [UInt8]) -> Bool {
    let content = (bytes.startsWithByteOrderMark ? bytes[3...] : bytes[...]).drop { $0 <= 0x20 }
    return content.first == UInt8(ascii: "[")
      && content.dropFirst().first { $0 > 0x20 } == UInt8(ascii: "{")
  }

  /// The format that an input begins as; nil while that cannot be told from so few bytes.
  static func format(of bytes: [UInt8], isWhole: Bool) -> RecordFormat? {
    if let bigEndian = utf16(bytes) { return isXML(bytes, bigEndian: bigEndian) ? .xml : .text }
    var content = bytes.startsWithByteOrderMark ? bytes[3...] : bytes[...]
    content = content.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let first = content.first else { return nil }
    let feed = content.firstIndex(of: 0x0A)
    switch first {
    case UInt8(ascii: "<"): return .xml
    case UInt8(ascii: "{"): return braces(content, feed, isWhole: isWhole)
    default: break
    }
    guard feed != nil || isWhole else { return nil }
    let line = content[..<(feed ?? content.endIndex)]
    if first == UInt8(ascii: "#") { return isCoNLLUComment(line) ? .conllu : .text }
    if first == UInt8(ascii: "["), !isWhole, !content.dropFirst().contains(where: { $0 > 0x20 }) {
      return nil
    }
    if first == UInt8(ascii: "["), (try? JSONValue.parse(Array(line))) != nil { return .jsonl }
    let tabs = line.count { $0 == 0x09 }
    if tabs == 9, first &- 0x30 < 10 { return .conllu }
    return tabs > 0 ? .tsv : .text
  }

  /// A `{` begins JSON lines or one SQuAD document, which may itself be a single line.
  private static func braces(_ content: ArraySlice<UInt8>, _ feed: Int?, isWhole: Bool) -> RecordFormat? {
    if isSQuAD(content) { return .squad }
    if isWhole || content.count >= enough { return .jsonl }
    do throws(JSONError) {
      _ = try JSONRecord(Array(content[..<(feed ?? content.endIndex)]))
      return .jsonl
    } catch {
      // A line that ends inside the object may be the first one of a document.
      if case .unexpectedEnd = error.kind { return nil }
      return .jsonl
    }
  }

  /// Whether a member `data` of the outermost object opens an array, and `paragraphs` is a key after it.
  private static func isSQuAD(_ content: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var index = content.startIndex
    var hasData = false
    while index < content.endIndex {
      switch content[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let start = index + 1
        index = start
        while index < content.endIndex, content[index] != UInt8(ascii: "\"") {
          index += content[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < content.endIndex else { return false }
        let text = content[start..<index]
        let rest = content[(index + 1)...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: ":") else { break }
        if depth == 1, text.elementsEqual("data".utf8) {
          hasData = rest.dropFirst().drop { $0 <= 0x20 }.first == UInt8(ascii: "[")
        } else if hasData, depth == 3, text.elementsEqual("paragraphs".utf8) {
          return true
        }
      default: break
      }
      index += 1
    }
    return false
  }

  private static func isCoNLLUComment(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.dropFirst().drop { $0 == 0x20 }
    let keys = ["sent_id", "text", "newdoc", "newpar", "global."]
    return keys.contains { rest.starts(with: $0.utf8) }
  }

  private static func isXML(_ bytes: [UInt8], bigEndian: Bool) -> Bool {
    let hasMark = bytes[0] >= 0xFE || bytes[1] >= 0xFE
    let low = (hasMark ? 2 : 0) + (bigEndian ? 1 : 0)
    return low < bytes.count && bytes[low] == UInt8(ascii: "<")
  }
}
