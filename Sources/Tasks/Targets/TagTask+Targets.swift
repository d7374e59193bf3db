import Annotations
import Records
import Tokenizers

/// The labels of words, for the rows of their first pieces.
package struct TagLearning: LearnableTask {
  private let task: TagTask
  private let labels: LabelSet

  /// A task whose gold has these labels.
  package init(_ task: TagTask, labels: LabelSet) {
    self.task = task
    self.labels = labels
  }

  /// The task's own.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: TagTask.Cut
  ) {
    try task.prepare(fields, workspace: &workspace)
  }

  /// The task's own.
  package func decode(_ cut: TagTask.Cut, _ scores: [Scores]) -> Annotation { task.decode(cut, scores) }

  /// A class for each first piece whose word has a label.
  package func targets(
    _ cut: TagTask.Cut, _ windows: [Window], _ gold: Gold
  ) throws(TargetFault) -> LearnedTargets {
    let words: [String?]
    switch gold {
    case .tags(let tags):
      guard tags.count == cut.words.count else {
        throw .wordCount(words: cut.words.count, labels: tags.count)
      }
      words = tags
    case .spans(let spans): words = SpanLabels.labels(of: cut.words.map(\.span), spans)
    case .answers, .label: throw .otherGold
    }
    var classes = windows.map { [Int32](repeating: -1, count: $0.rowCount) }
    for (label, place) in zip(words, cut.places) {
      guard let label, let place else { continue }
      guard let number = labels.number(of: label) else { throw .unknownLabel(label) }
      classes[place.window][place.row] = number
    }
    return LearnedTargets(classes.map { .classes($0) })
  }
}

/// Labelled stretches of a text as one label a word: `B-` for the first word that a stretch touches, `I-` for the others,
/// `O` for words outside of all. A word that two stretches touch belongs to the first.
package enum SpanLabels {
  /// The label of a word outside of all stretches.
  package static let outside = "O"

  /// The labels that stretches of one type give.
  package static func labels(ofType type: String) -> [String] { ["B-\(type)", "I-\(type)"] }

  /// The labels of words at these places; nil for a word without one.
  package static func labels(of words: [TextSpan?], _ spans: [GoldSpan]) -> [String?] {
    var labels = words.map { $0 == nil ? nil : Optional(outside) }
    for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      var isFirst = true
      for (number, word) in words.enumerated() {
        guard let word, word.start < span.end, word.end > span.start,
          labels[number]?.utf8.elementsEqual(outside.utf8) == true
        else { continue }
        labels[number] = (isFirst ? "B-" : "I-") + span.label
        isFirst = false
      }
    }
    return labels
  }
}
