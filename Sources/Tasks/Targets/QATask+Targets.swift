import Annotations
import Tokenizers

extension QATask: LearnableTask {
  /// In each window the first and the last token of the answer, where it holds both; in all others, and where there is no
  /// answer, token 0.
  package func targets(
    _ cut: Cut, _ windows: [Window], _ gold: Gold
  ) throws(TargetFault) -> LearnedTargets {
    guard case .answers(let answers, let isImpossible) = gold else { throw .otherGold }
    let none = WindowTargets.span(start: 0, end: 0)
    if isImpossible { return LearnedTargets(windows.map { _ in none }) }
    guard let answer = answers.first else { throw .noGold }
    guard let (bytes, isMoved) = AnswerPlace.find(answer, in: cut.context) else { throw .answerNotFound }
    let tokens = cut.tokens.offsets
    guard
      let first = tokens.firstIndex(where: { $0.range.upperBound > bytes.lowerBound && !$0.range.isEmpty }),
      let last = tokens.lastIndex(where: { $0.range.lowerBound < bytes.upperBound && !$0.range.isEmpty }),
      first <= last
    else { throw .answerNotFound }
    var targets = LearnedTargets(
      cut.cover.bounds.map { bounds in
        guard bounds.lowerBound <= first, last < bounds.upperBound else { return none }
        // Row 0 is token 0, then the context's tokens follow.
        return .span(
          start: Int32(1 + first - bounds.lowerBound), end: Int32(1 + last - bounds.lowerBound))
      })
    targets.isMoved = isMoved
    return targets
  }
}

/// The place of an answer in its context.
package enum AnswerPlace {
  /// The UTF-8 bytes of an answer: where its offset says, else where its text occurs nearest to that, without an offset where it
  /// occurs first; nil where it does not occur.
  package static func find(
    _ answer: GoldAnswer, in context: String
  ) -> (bytes: Range<Int>, isMoved: Bool)? {
    let text = Array(context.utf8)
    let wanted = Array(answer.text.utf8)
    guard !wanted.isEmpty, wanted.count <= text.count else { return nil }
    func occurs(at place: Int) -> Bool {
      place >= 0 && place + wanted.count <= text.count
        && text[place..<place + wanted.count].elementsEqual(wanted)
    }
    let start = answer.start.map { bytes(before: $0, in: context) }
    if let start, occurs(at: start) { return (start..<start + wanted.count, false) }
    var nearest: Int?
    for place in 0...text.count - wanted.count where text[place] == wanted[0] && occurs(at: place) {
      guard let start else { return (place..<place + wanted.count, false) }
      if let best = nearest, abs(best - start) <= abs(place - start) { break }
      nearest = place
    }
    return nearest.map { ($0..<$0 + wanted.count, true) }
  }

  /// The bytes of the first code points of a text.
  private static func bytes(before count: Int, in text: String) -> Int {
    var bytes = 0
    for (number, scalar) in text.unicodeScalars.enumerated() {
      if number == count { return bytes }
      bytes += scalar.utf8.count
    }
    return count < 0 ? -1 : bytes
  }
}
