import Metrics
import Records
import Tokenizers

/// Sets a record's gold and a prediction side by side.
struct Comparer: Sendable {
  private let column: CoNLLUColumn
  private let isRaw: Bool
  /// The model's names of gold labels, by the gold labels' bytes.
  private let names: [[UInt8]: String]
  /// The model's labels, in the order of their numbers; empty where gold stands as it is.
  private let labels: [String]

  /// A comparer for gold that is read as settings say. Gold that is a number, and no label itself, is a number of `labels`.
  init(_ settings: GoldSettings, labels: [String] = []) {
    self.labels = labels
    column = settings.column
    isRaw = settings.isRaw
    names = Dictionary(settings.labels.map { (Array($0.gold.utf8), $0.model) }) { $1 }
  }

  /// The two sides; without a prediction its side is empty, which counts as wrong.
  func compare(_ record: Record, _ prediction: Prediction?) -> Comparison {
    switch record.gold {
    case nil, .label(nil): return .leftOut
    // -1 and -100 are the numbers of no label.
    case .label(let label?) where (number(label) ?? 0) < 0: return .leftOut
    case .label(let label?): return compare(label: name(label), prediction)
    case .answers(let answers, let isImpossible):
      guard case .answer(let text, let nullScore)? = prediction else {
        return .answer(
          gold: answers.map(\.text), isImpossible: isImpossible, predicted: nil, nullScore: nil)
      }
      return .answer(
        gold: answers.map(\.text), isImpossible: isImpossible, predicted: text, nullScore: nullScore)
    case .spans(let spans):
      let gold = spans.map { PlacedTag(range: $0.start..<max($0.start, $0.end), label: name($0.label)) }
      guard let prediction else { return .placed(gold: gold, predicted: [], .spans) }
      guard let placed = prediction.placed else { return .unfit(.form) }
      return .placed(gold: gold, predicted: placed, .spans)
    case .tags(let tags):
      guard isRaw else { return compare(tags: self.tags(tags), prediction) }
      guard let sentence = record.carrier as? CoNLLUSentence else { return .unfit(.noText) }
      return compare(tags: self.tags(tags), of: sentence, prediction)
    }
  }

  // MARK: Classes

  private func compare(label: String, _ prediction: Prediction?) -> Comparison {
    switch prediction {
    case .number(let predicted)?:
      guard let gold = Double(label), gold.isFinite else { return .unfit(.notANumber) }
      return .number(gold: gold, predicted: predicted)
    case .label(let predicted)?: return .label(gold: label, predicted: predicted)
    case .tags, .spans, .answer: return .unfit(.form)
    case nil: return .label(gold: label, predicted: nil)
    }
  }

  /// The model's name of a gold label; a number is looked up among its labels (`id2label`).
  private func name(_ label: String) -> String {
    if let name = names[Array(label.utf8)] { return name }
    guard let number = number(label) else { return label }
    return labels.indices.contains(number) ? labels[number] : label
  }

  /// The number that a gold label is, where the model has numbered labels of other names; also as pandas writes one (`1.0`).
  private func number(_ label: String) -> Int? {
    guard !labels.isEmpty, label.utf8.first.map({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }) ?? false,
      !labels.contains(where: { $0.utf8.elementsEqual(label.utf8) })
    else { return nil }
    return Int(label.hasSuffix(".0") ? String(label.dropLast(2)) : label)
  }

  // MARK: Words

  /// Gold tags under the model's names. In MISC, where treebanks keep spans, a word without the key is outside of all.
  private func tags(_ tags: [String?]) -> [String?] {
    tags.map { tag in
      if let tag { return (number(tag) ?? 0) < 0 ? nil : name(tag) }
      if case .misc = column { return "O" }
      return nil
    }
  }

  private func compare(tags: [String?], _ prediction: Prediction?) -> Comparison {
    var labels = [String?](repeating: nil, count: tags.count)
    switch prediction {
    case .tags(let predicted, _)?:
      guard predicted.count == tags.count else {
        return .unfit(.words(gold: tags.count, predicted: predicted.count))
      }
      labels = predicted
    case nil: break
    case .spans, .answer, .label, .number: return .unfit(.form)
    }
    let scored = tags.indices.filter { tags[$0] != nil }
    guard !scored.isEmpty || tags.isEmpty else { return .leftOut }
    return .tags(gold: scored.compactMap { tags[$0] }, predicted: scored.map { labels[$0] })
  }

  /// Words found in a sentence's running text against the sentence's own: by their places.
  private func compare(
    tags: [String?], of sentence: CoNLLUSentence, _ prediction: Prediction?
  ) -> Comparison {
    let words = sentence.placedWords
    switch prediction {
    case .spans(let spans)?: return .placed(gold: Self.spans(tags, at: words), predicted: spans, .spans)
    case .tags, nil:
      let gold = zip(tags, words).compactMap { tag, place in tag.map { PlacedTag(range: place, label: $0) } }
      guard let prediction else { return .placed(gold: gold, predicted: [], .words) }
      guard let placed = prediction.placed else { return .unfit(.form) }
      return .placed(gold: gold, predicted: placed, .words)
    case .answer, .label, .number: return .unfit(.form)
    }
  }

  /// The stretches that labels with span prefixes spell.
  private static func spans(_ tags: [String?], at words: [Range<Int>]) -> [PlacedTag] {
    var types = LabelIndex()
    return LenientSpans.spans(tags.map { $0 ?? "O" }, types: &types).map { span in
      let start = words[span.words.lowerBound].lowerBound
      let end = words[span.words.upperBound - 1].upperBound
      return PlacedTag(range: start..<max(start, end), label: types.names[span.type])
    }
  }
}

extension CoNLLUSentence {
  /// Where the words are in the running text, in code points.
  var placedWords: [Range<Int>] {
    let surface = surface
    let map = OffsetMap(surface.text, unit: .codePoints)
    return surface.words.map { map.convert($0.lowerBound)..<map.convert($0.upperBound) }
  }
}
