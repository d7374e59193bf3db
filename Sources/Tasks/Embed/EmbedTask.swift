import Annotations
import Records
import Tokenizers

/// A vector for a text, or one for each of its tokens.
package struct EmbedTask: AnnotationTask {
  private let tokenizer: Tokenizer
  private let form: VectorForm
  private let windowing: Windowing
  private let long: LongText
  private let prompt: String

  /// What is done to a text before it is tokenized.
  package struct TextPreparation: Sendable, Equatable {
    /// Whether it is put into lower case.
    package var lowercases = false
    /// What is put before it.
    package var prompt = ""

    /// Nothing.
    package init() {}

  }

  /// A task over hidden states, or over the pooler's vector where the form reads that.
  package init(
    tokenizer: Tokenizer, form: VectorForm, windowing: Windowing, long: LongText,
    preparation: TextPreparation = TextPreparation()
  ) {
    self.tokenizer = preparation.lowercases ? tokenizer.lowercasing() : tokenizer
    self.form = form
    self.windowing = windowing
    self.long = long
    prompt = preparation.prompt
  }

  /// Windows side by side unless an overlap was asked for, or the first one alone.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    let tokens = tokenizer.tokenize(try segment(of: fields), workspace: &workspace)
    let specials = tokenizer.specialCount(pair: false)
    let room = windowing.window - specials
    var encodings = tokenizer.cut(
      tokens, nil,
      Truncation(
        maximumLength: windowing.window, overlap: min(windowing.overlap ?? 0, max(0, room - 1)),
        strategy: .onlyFirst))
    let truncates = long == .truncate && encodings.count > 1
    if truncates { encodings = Array(encodings.prefix(1)) }
    let windows = encodings.map {
      Window(ids: $0.ids, typeIDs: $0.typeIDs, rows: form.rows(tokens: $0.count))
    }
    return (
      windows,
      Cut(
        lengths: windows.map(\.ids.count), truncatedTokens: truncates ? tokens.count + specials : nil)
    )
  }

  /// The vector of the windows, each as heavy as it has tokens.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    Annotation(
      value(of: cut.lengths, scores, form), windows: scores.count > 1 ? scores.count : nil,
      truncatedTokens: cut.truncatedTokens)
  }

  /// How long the windows are.
  package struct Cut: Sendable {
    /// Tokens of each window, specials included.
    let lengths: [Int]
    /// Tokens of the text, specials included, where part of it was cut off.
    let truncatedTokens: Int?
  }

  private func segment(of fields: Fields) throws(Reject.Reason) -> Segment {
    switch fields {
    case .text(let text): return .text(prompt + text)
    // A prompt is a word of its own before those that were given.
    case .words(let words): return .words(prompt.isEmpty ? words : [prompt] + words)
    case .question, .pair, .choices, .several:
      throw .missingKey(wanted: ["text", "sentence", "tokens"], present: [])
    }
  }
}

/// The vector of a record: the mean of its windows', each as heavy as it has tokens; or all tokens' vectors in order.
private func value(of lengths: [Int], _ scores: [Scores], _ form: VectorForm) -> Annotation.Value {
  if form.source == .tokens {
    let vectors = scores.flatMap { window in (0..<window.rowCount).map { Array(window[$0]) } }
    return .vectors(form.normalizes ? vectors.map(VectorForm.normalized) : vectors)
  }
  guard scores.count > 1 else { return .vector(form.finished(scores.first.map(form.vector) ?? [])) }
  var sum: [Double] = []
  var tokens = 0.0
  for (length, scores) in zip(lengths, scores) {
    let weight = Double(length)
    let vector = form.vector(scores)
    if sum.isEmpty { sum = [Double](repeating: 0, count: vector.count) }
    for column in sum.indices { sum[column] += weight * Double(vector[column]) }
    tokens += weight
  }
  return .vector(form.finished(sum.map { Float($0 / tokens) }))
}
