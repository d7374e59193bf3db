import Annotations
import JSON

// Annotations of a record as a whole: attributes of its element, and elements at its end.

extension XMLRecord {
  private static let answer = Array("answer".utf8)
  private static let score = Array("score".utf8)

  private static func scoreName(_ key: String) -> [UInt8] { Array("\(key)-score".utf8) }

  /// A key of the policy that the record has already, in the place where an annotation of this shape goes.
  func takenKey(_ policy: KeyPolicy, _ shape: FieldSelection.Shape) -> String? {
    guard !policy.replace, case .start(let element) = events[0] else { return nil }
    switch shape {
    case .pairOrText, .pair, .choices:
      return policy.keys.first {
        element.attribute(Array($0.utf8)) != nil || element.attribute(Self.scoreName($0)) != nil
      }
    case .question: return ownAnswers.isEmpty ? nil : "answer"
    case .textOrWords, .text, .anything: return nil
    case .several(let selections):
      for (key, selection) in zip(policy.keys, selections) {
        if let taken = takenKey(KeyPolicy(keys: [key]), selection.shape) { return taken }
      }
      return nil
    }
  }

  /// Where the answers of a former run stand: children named `answer` that have a score.
  private var ownAnswers: [Range<Int>] {
    var found: [Range<Int>] = []
    var depth = 0
    var start: Int?
    for (index, event) in events.enumerated() {
      switch event {
      case .start(let element):
        depth += 1
        if depth == 2, element.name.isLocally(Self.answer), element.attribute(Self.score) != nil {
          start = index
        }
      case .end:
        depth -= 1
        if depth == 1, let from = start {
          found.append(from..<(index + 1))
          start = nil
        }
      default: break
      }
    }
    return found
  }

  /// Puts a class on the record's element; other annotations are no class.
  mutating func addClass(_ annotation: KeyedAnnotation, replace: Bool) throws(Reject.Reason) {
    guard case .label(let label) = annotation.annotation.value, case .start(var element) = events[0] else {
      return
    }
    let (key, scoreKey) = (Array(annotation.key.utf8), Self.scoreName(annotation.key))
    guard XMLRecordWriter.isName(annotation.key) else {
      throw .xml(detail: "'\(annotation.key)' is not a name of an attribute")
    }
    if !replace, element.attribute(key) != nil || element.attribute(scoreKey) != nil {
      throw .keyExists(key: annotation.key)
    }
    element.set(key, to: Array(label.label.utf8))
    element.set(scoreKey, to: Self.number(label.score))
    events[0] = .start(element)
  }

  /// The elements of answers, which go before the record's end tag; those of a former run are taken out.
  mutating func answers(_ annotations: [KeyedAnnotation], replace: Bool) throws(Reject.Reason) -> [XMLEvent] {
    var answers: [AnswerAnnotation] = []
    for annotation in annotations {
      if case .answer(let answer) = annotation.annotation.value { answers.append(answer) }
    }
    guard !answers.isEmpty else { return [] }
    let former = ownAnswers
    if !former.isEmpty, !replace { throw .keyExists(key: "answer") }
    remove(former)
    guard case .start(let element) = events[0] else { return [] }
    var names = XMLInsertedNames(document, scope: scope)
    names.enter(element)
    return answers.flatMap { Self.events($0, &names) }
  }

  /// Takes out events; the ranges are in order.
  private mutating func remove(_ ranges: [Range<Int>]) {
    guard !ranges.isEmpty else { return }
    var kept: [XMLEvent] = []
    var start = 0
    for range in ranges {
      kept += events[start..<range.lowerBound]
      start = range.upperBound
    }
    kept += events[start...]
    events = kept
    guard let index = field else { return }
    field = index - ranges.reduce(0) { $1.upperBound <= index ? $0 + $1.count : $0 }
  }

  private static func events(_ answer: AnswerAnnotation, _ names: inout XMLInsertedNames) -> [XMLEvent] {
    let best = answer.best
    let attributes = [
      ("start", Array(best.span.start.description.utf8)), ("end", Array(best.span.end.description.utf8)),
      ("score", number(best.score)),
    ].map { XMLAttribute(name: XMLName($0.0), value: $0.1) }
    var element = names.element(XMLWeave.Inserted(local: Self.answer, attributes: attributes))
    element.isEmptyTag = best.text.isEmpty
    let text: [XMLEvent] = best.text.isEmpty ? [] : [.text(Array(best.text.utf8))]
    return [.start(element)] + text + [.end(element.name)]
  }

  private static func number(_ value: Float) -> [UInt8] {
    var writer = JSONWriter()
    writer.number(value)
    return writer.bytes
  }
}
