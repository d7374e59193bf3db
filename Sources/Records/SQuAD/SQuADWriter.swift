import Annotations
import JSON

/// Writes one JSON object for all answers, one entry per question, as the official scorers read it.
package struct SQuADWriter: RecordWriter {
  /// The files that a run over SQuAD gives.
  package enum Content: Sendable {
    /// `predictions.json`: the answer's text.
    case predictions
    /// `nbest_predictions.json`: the best candidates with their scores.
    case nBest
    /// `null_odds.json`: how much the null scores above the best span.
    case nullOdds
  }

  private let content: Content

  /// A writer of one of the files.
  package init(_ content: Content) { self.content = content }

  /// Opens the object.
  package var prologue: [UInt8] { Array("{\n".utf8) }
  /// A comma and a new line.
  package var separator: [UInt8] { Array(",\n".utf8) }
  /// Closes the object.
  package var epilogue: [UInt8] { Array("\n}\n".utf8) }

  /// Nothing: the object has no room for anything else.
  package func verbatim(_ bytes: [UInt8]) -> [UInt8] { [] }

  /// The entry of a question: its identifier and the answer. `KeyedRecordReader` has given it one where it had none.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    guard let answer = annotations.firstAnswer else { return [] }
    var writer = JSONWriter()
    writer.string(record.id?.identifierText ?? "line:\(record.place.line)")
    var value = JSONWriter()
    switch content {
    case .predictions: value.string(answer.best.text)
    case .nullOdds: value.number(answer.nullOdds)
    case .nBest:
      value.array(answer.alternatives ?? [answer.best]) { candidate, value in
        value.beginObject()
        value.member("score", candidate.startLogit + candidate.endLogit)
        value.member("start_logit", candidate.startLogit)
        value.member("end_logit", candidate.endLogit)
        value.key("text")
        value.string(candidate.text)
        value.member("probability", candidate.score)
        value.endObject()
      }
    }
    return Array("    ".utf8) + writer.bytes + Array(": ".utf8) + value.bytes
  }
}

extension [KeyedAnnotation] {
  fileprivate var firstAnswer: AnswerAnnotation? {
    for keyed in self {
      if case .answer(let answer) = keyed.annotation.value { return answer }
    }
    return nil
  }
}
