/// An answer as the SQuAD scorers compare it.
package struct SquadText: Sendable, Equatable {
  /// The words that are left, each as its UTF-8 bytes.
  let words: [[UInt8]]

  /// Normalises an answer: lower case, no ASCII punctuation, no `a`, `an`, `the`, blanks as one; in that order.
  package init(_ answer: String) {
    let lowered = PythonText.lower(Array(answer.unicodeScalars)).filter { !Self.isPunctuation($0) }
    words = Self.withoutArticles(lowered)
      .split(whereSeparator: PythonText.isSpace)
      .map { Array(String(String.UnicodeScalarView($0)).utf8) }
  }

  /// What is left, with blanks between words.
  package var normalized: String { String(decoding: Array(words.joined(separator: [32])), as: UTF8.self) }

  /// One of `string.punctuation`.
  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 33...47, 58...64, 91...96, 123...126: true
    default: false
    }
  }

  /// Puts a blank in place of every article between word boundaries.
  private static func withoutArticles(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      guard PythonText.isWord(text[place]) else {
        result.append(text[place])
        place += 1
        continue
      }
      let start = place
      while place < text.count, PythonText.isWord(text[place]) { place += 1 }
      let word = text[start..<place]
      let isArticle =
        word.elementsEqual(["a"]) || word.elementsEqual(["a", "n"]) || word.elementsEqual(["t", "h", "e"])
      if isArticle { result.append(" ") } else { result += word }
    }
    return result
  }

  /// The words that two answers share, each as often as it occurs in both.
  func shared(with other: SquadText) -> Int {
    var left: [[UInt8]: Int] = [:]
    for word in other.words { left[word, default: 0] += 1 }
    var count = 0
    for word in words {
      guard let rest = left[word], rest > 0 else { continue }
      left[word] = rest - 1
      count += 1
    }
    return count
  }

  /// F1 of shared words; nil where no word is shared.
  func overlap(with gold: SquadText) -> Double? {
    let same = shared(with: gold)
    guard same > 0 else { return nil }
    let precision = Double(same) / Double(words.count)
    let recall = Double(same) / Double(gold.words.count)
    return 2 * precision * recall / (precision + recall)
  }
}
