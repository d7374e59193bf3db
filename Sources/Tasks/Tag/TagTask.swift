import Annotations
import Records
import Tokenizers

/// One label per word, or labelled spans where the labels have span prefixes.
package struct TagTask: AnnotationTask {
  /// How raw text becomes words.
  package enum WordRule: String, Sendable {
    /// The tokenizer's own pre-tokenizer.
    case preTokenizer = "pre-tokenizer"
    /// The words of the English UD treebanks.
    case english = "ud-en"
  }

  private let tokenizer: Tokenizer
  private let labels: [String]
  private let spans: SpanDecoding?
  private let wordRule: WordRule
  private let windowing: Windowing
  private let unit: OffsetMap.Unit
  private let withLogits: Bool
  /// Whether a row has one logit for two labels.
  private let isBinary: Bool

  /// The labels of a head that says for each token whether it was replaced (ELECTRA's discriminator), and that gives
  /// the second's logit alone. It was trained on pieces; as with other labels, a word's first piece speaks for it.
  package static let replacementLabels = ["original", "replaced"]

  /// A task over the labels of a token head. `isBinary` is for a head with one score for its two labels.
  package init(
    tokenizer: Tokenizer, labels: [String], wordRule: WordRule, windowing: Windowing, unit: OffsetMap.Unit,
    withLogits: Bool, isBinary: Bool = false
  ) {
    precondition(!isBinary || labels.count == 2, "a score for two labels")
    self.tokenizer = tokenizer
    self.labels = labels
    self.isBinary = isBinary
    spans = SpanDecoding(labels: labels)
    self.wordRule = wordRule
    self.windowing = windowing
    self.unit = unit
    self.withLogits = withLogits
  }

  /// Whether the labels are those of spans.
  package var findsSpans: Bool { spans != nil }

  /// Windows over the text's words; of each window only the first pieces of the words that count in it are wanted.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    let cut = try words(of: fields, &workspace)
    let room = windowing.window - tokenizer.specialCount(pair: false)
    let overlap = windowing.overlap(room: room)
    let encodings = tokenizer.cut(
      cut.tokens, nil, Truncation(maximumLength: windowing.window, overlap: overlap, strategy: .onlyFirst))
    let placed = RowPlacement(cut.words.map(\.token), in: encodings, overlap: overlap)
    return (
      placed.windows,
      // No more is kept for the way back than it needs: records may be long.
      Cut(
        words: cut.words, text: cut.text, places: placed.places,
        windowCount: encodings.count > 1 ? encodings.count : nil)
    )
  }

  /// One label per word, from the row of its first piece; or the spans that the labels spell.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    let labelled = zip(cut.words, cut.places).map { word, place in
      annotation(of: word, logits: place.map { scores[$0.window][$0.row] })
    }
    return Annotation(value(labelled, text: cut.text), windows: cut.windowCount)
  }

  /// A record's words, and the rows that speak for them.
  package struct Cut: Sendable {
    /// The words.
    package let words: [Word]
    /// The running text; nil where the record came as words.
    package let text: String?
    /// For each word the window and the row of its first piece; nil where the tokenizer left nothing of it.
    package let places: [(window: Int, row: Int)?]
    /// Into how many windows the text was cut, when more than one.
    let windowCount: Int?
  }

  /// A word, the token that speaks for it, and its place in the text.
  package struct Word: Sendable {
    /// The word as it appears in the text.
    package var text: String
    /// Where it stands; nil where the record came as words.
    package var span: TextSpan?
    /// The word's first piece; nil when the tokenizer left nothing of it.
    var token: Int?
  }

  // MARK: Words

  private struct CutText: Sendable {
    var words: [Word]
    var tokens: Tokens
    var text: String?
  }

  private func words(of fields: Fields, _ workspace: inout TokenizerWorkspace) throws(Reject.Reason)
    -> CutText
  {
    switch fields {
    case .words(let words):
      let tokens = tokenizer.tokenize(.words(words), workspace: &workspace)
      let first = firstPieces(tokens, wordCount: words.count)
      return CutText(
        words: zip(words, first).map { Word(text: $0, span: nil, token: $1) }, tokens: tokens, text: nil)
    case .text(let text):
      switch wordRule {
      case .english:
        let ranges = EnglishWords.ranges(in: text.utf8Span.span)
        let words = ranges.map { text.substring(utf8: $0) }
        let tokens = tokenizer.tokenize(.words(words), workspace: &workspace)
        let first = firstPieces(tokens, wordCount: words.count)
        let spans = spans(ranges, in: text)
        return CutText(
          words: words.indices.map { Word(text: words[$0], span: spans[$0], token: first[$0]) },
          tokens: tokens,
          text: text)
      case .preTokenizer:
        return preTokenized(text, &workspace)
      }
    case .question, .pair, .choices, .several:
      throw .missingKey(wanted: ["tokens", "text", "sentence"], present: [])
    }
  }

  /// Words as the pre-tokenizer cut them: each reaches from its first piece to its last, blanks trimmed.
  private func preTokenized(_ text: String, _ workspace: inout TokenizerWorkspace) -> CutText {
    let tokens = tokenizer.tokenize(.text(text), workspace: &workspace)
    var ranges: [Range<Int>] = []
    var first: [Int] = []
    var current: Int32 = -1
    for index in tokens.ids.indices where tokens.wordIDs[index] >= 0 {
      let range = tokens.offsets[index].range
      if tokens.wordIDs[index] != current {
        current = tokens.wordIDs[index]
        ranges.append(range)
        first.append(index)
      } else {
        let last = ranges.count - 1
        ranges[last] =
          min(ranges[last].lowerBound, range.lowerBound)..<max(ranges[last].upperBound, range.upperBound)
      }
    }
    let trimmed = ranges.map { text.trimmingBlanks(utf8: $0) }
    let spans = spans(trimmed, in: text)
    let words = first.indices.compactMap { index -> Word? in
      guard !trimmed[index].isEmpty else { return nil }
      return Word(text: text.substring(utf8: trimmed[index]), span: spans[index], token: first[index])
    }
    return CutText(words: words, tokens: tokens, text: text)
  }

  private func firstPieces(_ tokens: Tokens, wordCount: Int) -> [Int?] {
    var first = [Int?](repeating: nil, count: wordCount)
    for index in tokens.ids.indices.reversed() where tokens.wordIDs[index] >= 0 {
      first[Int(tokens.wordIDs[index])] = index
    }
    return first
  }

  private func spans(_ ranges: [Range<Int>], in text: String) -> [TextSpan] {
    let map = OffsetMap(text, unit: unit)
    return ranges.map { map.span($0) }
  }

  // MARK: Labels

  private func annotation(of word: Word, logits: ArraySlice<Float>?) -> WordAnnotation {
    guard let logits, let (best, score) = best(of: logits) else {
      return WordAnnotation(text: word.text, span: word.span, label: nil, score: 0)
    }
    return WordAnnotation(
      text: word.text, span: word.span, label: labels[best], score: score,
      logits: withLogits ? Array(logits) : nil)
  }

  /// The label of one row and its probability. A single logit decides between two labels: above zero for the second.
  private func best(of logits: ArraySlice<Float>) -> (label: Int, score: Float)? {
    guard isBinary, let logit = logits.first else {
      return indexOfLargest(logits).map { ($0, softmax(logits)[$0]) }
    }
    return logit > 0 ? (1, sigmoid(logit)) : (0, sigmoid(-logit))
  }

  /// Spans where the labels have prefixes and the record is running text, else one label per word.
  private func value(_ words: [WordAnnotation], text: String?) -> Annotation.Value {
    guard let spans, let text else { return .words(words) }
    return .spans(spans.spans(of: words, in: text))
  }
}
