import Annotations
import Records
import Tokenizers

/// The span of a context that answers a question.
package struct QATask: AnnotationTask {
  /// How answers are chosen.
  package struct Settings: Sendable, Equatable {
    /// Tokens of the longest answer.
    package var maximumAnswer = 30
    /// How many answers are listed; nil lists none beside the best.
    package var topK: Int?
    /// The null answer is given when its logit is more than this above the best span's; nil never gives it.
    package var nullThreshold: Float?

    /// Answers of at most 30 tokens, the best alone, never the null answer.
    package init() {}
  }

  private let tokenizer: Tokenizer
  private let windowing: Windowing
  private let settings: Settings
  private let unit: OffsetMap.Unit

  /// A task over the logits of a span head.
  package init(tokenizer: Tokenizer, windowing: Windowing, settings: Settings, unit: OffsetMap.Unit) {
    self.tokenizer = tokenizer
    self.windowing = windowing
    self.settings = settings
    self.unit = unit
  }

  /// Windows of the question and a stretch of the context; of each, token 0 and the context's tokens are wanted.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    guard case .question(let question, let context) = fields else {
      throw .missingKey(wanted: ["question", "context"], present: [])
    }
    let cut = try QuestionWindows(
      question, context, tokenizer: tokenizer, windowing: windowing, workspace: &workspace)
    let windows = cut.encodings.map { encoding in
      let contextRows = encoding.sequenceIDs.indices.filter {
        encoding.sequenceIDs[$0] == cut.contextSequence
      }
      return Window(
        ids: encoding.ids, typeIDs: encoding.typeIDs, rows: .some([0] + contextRows.map(Int32.init)))
    }
    return (windows, Cut(context: context, cover: cut.cover, tokens: cut.contextTokens))
  }

  /// The best spans of the context, in each window from the rows after token 0.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    let search = SpanSearch(
      WindowedLogits(cover: cut.cover, scores: scores), maximumLength: settings.maximumAnswer,
      count: max(1, settings.topK ?? 1))
    return Annotation(
      .answer(answer(search, context: cut.context, tokens: cut.tokens)),
      windows: scores.count > 1 ? scores.count : nil)
  }

  /// A context, and how windows cut it: their rows are token 0 and the context's tokens.
  package struct Cut: Sendable {
    /// The context.
    package let context: String
    /// The context's tokens in each window.
    package let cover: WindowCover
    /// The context's tokens.
    package let tokens: Tokens
  }

  private func answer(_ search: SpanSearch, context: String, tokens: Tokens) -> AnswerAnnotation {
    let map = OffsetMap(context, unit: unit)
    let spans = search.best.map { span in
      let bytes = context.trimmingBlanks(
        utf8: tokens.offsets[span.first].range.lowerBound..<tokens.offsets[span.last].range.upperBound)
      return AnswerCandidate(
        text: context.substring(utf8: bytes), span: map.span(bytes), score: span.score,
        startLogit: span.startLogit, endLogit: span.endLogit)
    }
    let null = AnswerCandidate(
      text: "", span: TextSpan(bytes: 0..<0, start: 0, end: 0), score: search.nullScore,
      startLogit: search.nullStart, endLogit: search.nullEnd)
    let odds = search.best.first.map { search.nullLogit - $0.logit }
    let givesNull = odds.map { odds in settings.nullThreshold.map { odds > $0 } ?? false } ?? true
    var alternatives = spans
    if givesNull || settings.nullThreshold != nil {
      let place = alternatives.firstIndex { $0.score < null.score } ?? alternatives.count
      alternatives.insert(null, at: givesNull ? 0 : place)
    }
    return AnswerAnnotation(
      best: givesNull ? null : spans.first ?? null, nullScore: search.nullScore, nullLogit: search.nullLogit,
      nullOdds: odds ?? 0, alternatives: settings.topK.map { Array(alternatives.prefix($0)) })
  }
}

extension WindowedLogits {
  /// Logits of windows whose rows are token 0 and then the context's tokens, `[1 + tokens, 2]`: start, end.
  init(cover: WindowCover, scores: [Scores]) {
    var null: (start: Float, end: Float)?
    var start: [[Float]] = []
    var end: [[Float]] = []
    for window in scores {
      let rows = (1..<max(1, window.rowCount)).map { window[$0] }
      start.append(rows.map { $0[$0.startIndex] })
      end.append(rows.map { $0[$0.startIndex + 1] })
      guard let first = window.values.first, window.values.count > 1 else { continue }
      let here = (start: first, end: window.values[1])
      if null.map({ here.start + here.end < $0.start + $0.end }) ?? true { null = here }
    }
    self.init(cover: cover, start: start, end: end, nullStart: null?.start ?? 0, nullEnd: null?.end ?? 0)
  }
}
