import Annotations
import Records
import Tokenizers

extension String {
  /// The text of a range of UTF-8 bytes, which must begin and end between characters' code points.
  func substring(utf8 range: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }

  /// The range without the ASCII blanks at its ends.
  func trimmingBlanks(utf8 range: Range<Int>) -> Range<Int> {
    let bytes = utf8Span.span
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start].isASCIIBlank { start += 1 }
    while end > start, bytes[end - 1].isASCIIBlank { end -= 1 }
    return start..<end
  }
}

extension UInt8 {
  /// A blank, tab, or line break.
  fileprivate var isASCIIBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension OffsetMap {
  /// A range of UTF-8 bytes in the unit that was asked for.
  func span(_ bytes: Range<Int>) -> TextSpan {
    TextSpan(bytes: bytes, start: convert(bytes.lowerBound), end: convert(bytes.upperBound))
  }
}

extension Tokenizer {
  /// The windows of texts that leave room in each of them and whose overlap is smaller than that room.
  func cut(_ first: Tokens, _ second: Tokens?, _ truncation: Truncation) -> [Encoding] {
    do {
      return try windows(first, pair: second, truncation: truncation)
    } catch {
      preconditionFailure("windows without room were asked for: \(error)")
    }
  }

  /// The first window of texts, longest first cut, where a window has room beside the specials.
  func truncated(_ first: Tokens, _ second: Tokens?, _ truncation: Truncation) -> Encoding {
    do {
      return try encoding(first, pair: second, truncation: truncation)
    } catch {
      preconditionFailure("windows without room were asked for: \(error)")
    }
  }
}
