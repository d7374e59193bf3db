import Annotations
import Records
import Tokenizers

/// Where the code points of a text begin, to turn the offsets of transformers' pipelines into spans.
struct CodePointPlaces {
  /// The first byte of each code point, and the count of bytes at the end.
  private let starts: [Int]
  private let map: OffsetMap

  /// The places in a text, counted in `unit`.
  init(_ text: String, unit: OffsetMap.Unit) {
    map = OffsetMap(text, unit: unit)
    let bytes = text.utf8Span.span
    starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
  }

  /// The span of a range of code points; ends outside the text are moved in.
  func span(_ range: Range<Int>) -> TextSpan {
    let last = starts.count - 1
    let bytes = starts[min(max(0, range.lowerBound), last)]..<starts[min(max(0, range.upperBound), last)]
    return map.span(bytes)
  }
}
