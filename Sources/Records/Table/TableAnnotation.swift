import Annotations
import JSON

/// The columns that an annotation makes in a table, and its cells.
struct TableAnnotation: Sendable {
  let target: AnnotationTarget
  let style: AnnotationStyle

  /// The names of the columns.
  var columns: [String] {
    let key = target.key
    switch target.kind {
    case .label:
      return [key, key + "_score", key + "_truncated"]
        + (target.listsLabels ? target.labels.map { "\(key)_score_\($0)" } : [])
        + (style.logits ? target.labels.map { "\(key)_logit_\($0)" } : [])
    case .answer:
      return Self.answer(key, key + "_", logits: style.logits) + [key + "_null_score"]
        + (0..<target.answers).flatMap { place in
          Self.answer("\(key)_\(place + 1)_text", "\(key)_\(place + 1)_", logits: style.logits)
        }
    default: return [key]
    }
  }

  private static func answer(_ text: String, _ prefix: String, logits: Bool) -> [String] {
    [text, prefix + "start", prefix + "end", prefix + "score"]
      + (logits ? [prefix + "start_logit", prefix + "end_logit"] : [])
  }

  /// The cells of the columns. Lists go into one cell: words as words with labels, all others as JSON, and words too where
  /// raw scores are written.
  func cells(_ annotation: Annotation) -> [String] {
    switch annotation.value {
    case .label(let label):
      var cells = [label.label, Self.number(label.score), annotation.truncatedTokens == nil ? "" : "true"]
      if target.listsLabels {
        cells += target.labels.map { name in
          (label.scores ?? []).first { $0.label.hasSameBytes(as: name) }.map { Self.number($0.score) } ?? ""
        }
      }
      if style.logits { cells += (label.logits ?? []).map(Self.number) }
      return cells
    case .answer(let answer):
      var cells = Self.cells(answer.best, logits: style.logits) + [Self.number(answer.nullScore)]
      for candidate in (answer.alternatives ?? []).prefix(target.answers) {
        cells += Self.cells(candidate, logits: style.logits)
      }
      return cells
    case .words(let words) where !style.logits: return [WordsWriter.line(words, separator: "_")]
    default:
      var writer = JSONWriter()
      _ = annotation.write(to: &writer, style)
      return [String(decoding: writer.bytes, as: UTF8.self)]
    }
  }

  private static func cells(_ candidate: AnswerCandidate, logits: Bool) -> [String] {
    [candidate.text, "\(candidate.span.start)", "\(candidate.span.end)", number(candidate.score)]
      + (logits ? [number(candidate.startLogit), number(candidate.endLogit)] : [])
  }

  private static func number(_ value: Float) -> String {
    var writer = JSONWriter()
    writer.number(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
