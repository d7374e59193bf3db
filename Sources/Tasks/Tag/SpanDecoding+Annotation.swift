import Annotations
import Records

extension SpanDecoding {
  /// The spans of labelled words, each from its first word's place to its last one's; words without a place or a label
  /// end a span.
  ///
  /// `text` is the field that the words' bytes count in.
  package func spans(of words: [WordAnnotation], in text: String) -> [SpanAnnotation] {
    let labelIDs = words.map { word in word.span == nil ? nil : word.label.flatMap(labelID) }
    return spans(labelIDs, scores: words.map(\.score)).compactMap { span in
      guard let first = words[span.words.lowerBound].span, let last = words[span.words.upperBound - 1].span
      else {
        return nil
      }
      let bytes = first.bytes.lowerBound..<max(first.bytes.lowerBound, last.bytes.upperBound)
      let slice = text.utf8Span.span.extracting(bytes)
      return SpanAnnotation(
        text: String(decoding: slice.indices.map { slice[$0] }, as: UTF8.self),
        span: TextSpan(bytes: bytes, start: first.start, end: last.end), label: span.type, score: span.score)
    }
  }
}
