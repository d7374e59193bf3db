import Annotations
import Checkpoints
import Records
import Tokenizers

/// A class for two texts, or for one.
package struct PairTask: AnnotationTask {
  private let tokenizer: Tokenizer
  private let labels: LabelScorer
  private let windowing: Windowing
  private let long: LongText
  /// Whether one text is refused.
  private let needsTwo: Bool

  /// A task over the logits of a sequence head.
  package init(
    tokenizer: Tokenizer, labels: LabelScorer, windowing: Windowing, long: LongText, needsTwo: Bool = false
  ) {
    self.tokenizer = tokenizer
    self.labels = labels
    self.windowing = windowing
    self.long = long
    self.needsTwo = needsTwo
  }

  /// One window, or those of the longer text; of each, what the sequence head reads.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    let (first, second) = try texts(of: fields, &workspace)
    if needsTwo, second == nil { throw .secondTextMissing }
    let room = windowing.window - tokenizer.specialCount(pair: second != nil)
    let total = first.count + (second?.count ?? 0)
    let isLong = total > room
    let encodings =
      isLong && long == .mean
      ? meanWindows(first, second, room: room)
      : [truncated(first, second)]
    let windows = encodings.map { Window(ids: $0.ids, typeIDs: $0.typeIDs, rows: .first) }
    let truncatedTokens =
      isLong && (long == .truncate || windows.count == 1)
      ? total + tokenizer.specialCount(pair: second != nil) : nil
    return (windows, Cut(truncatedTokens: truncatedTokens))
  }

  /// The label of the windows' mean logits.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    Annotation(
      .label(labels.annotation(mean(scores))), windows: scores.count > 1 ? scores.count : nil,
      truncatedTokens: cut.truncatedTokens)
  }

  /// What happened to texts over the limit; the rows are token 0 of each window.
  package struct Cut: Sendable {
    /// Tokens of the texts, specials included, where part of them was cut off.
    let truncatedTokens: Int?
  }

  private func texts(of fields: Fields, _ workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    Tokens, Tokens?
  ) {
    switch fields {
    case .text(let text): (tokenizer.tokenize(.text(text), workspace: &workspace), nil)
    case .words(let words): (tokenizer.tokenize(.words(words), workspace: &workspace), nil)
    case .pair(let first, let second):
      (
        tokenizer.tokenize(.text(first), workspace: &workspace),
        second.map { tokenizer.tokenize(.text($0), workspace: &workspace) }
      )
    case .question(let question, let context):
      (
        tokenizer.tokenize(.text(question), workspace: &workspace),
        tokenizer.tokenize(.text(context), workspace: &workspace)
      )
    case .choices, .several:
      throw .missingKey(wanted: ["text"], present: ["choices"])
    }
  }

  /// Windows over the longer text, side by side, beside the whole of the shorter one; a shorter one that fills more
  /// than half of the room is cut to that half first.
  private func meanWindows(_ first: Tokens, _ second: Tokens?, room: Int) -> [Encoding] {
    guard let second else { return cut(first, nil, strategy: .onlyFirst, overlap: windowing.overlap ?? 0) }
    guard min(first.count, second.count) <= room / 2 else {
      return [truncated(first, second)]
    }
    let strategy: Truncation.Strategy = first.count > second.count ? .onlyFirst : .onlySecond
    return cut(first, second, strategy: strategy, overlap: windowing.overlap ?? 0)
  }

  private func truncated(_ first: Tokens, _ second: Tokens?) -> Encoding {
    tokenizer.truncated(first, second, Truncation(maximumLength: windowing.window))
  }

  private func cut(
    _ first: Tokens, _ second: Tokens?, strategy: Truncation.Strategy, overlap: Int
  ) -> [Encoding] {
    tokenizer.cut(
      first, second, Truncation(maximumLength: windowing.window, overlap: overlap, strategy: strategy))
  }
}

/// The mean of the first rows of several windows, `[labels]`.
private func mean(_ scores: [Scores]) -> [Float] {
  guard var sum = scores.first?.values else { return [] }
  for window in scores.dropFirst() {
    for index in sum.indices { sum[index] += window.values[index] }
  }
  return scores.count == 1 ? sum : sum.map { $0 / Float(scores.count) }
}
