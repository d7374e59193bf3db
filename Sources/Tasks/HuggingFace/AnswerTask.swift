import Annotations
import Records
import Tokenizers

/// Answers as transformers' question-answering pipeline gives them (`--schema hf`).
package struct AnswerTask: AnnotationTask {
  private let tokenizer: Tokenizer
  private let options: HuggingFace.AnswerOptions
  private let windowing: Windowing
  private let unit: OffsetMap.Unit

  /// A task over the logits of a span head.
  package init(
    tokenizer: Tokenizer, options: HuggingFace.AnswerOptions, windowing: Windowing, unit: OffsetMap.Unit
  ) {
    self.tokenizer = tokenizer
    self.options = options
    self.windowing = windowing
    self.unit = unit
  }

  /// Windows of which every token is wanted.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    guard case .question(let question, let context) = fields else {
      throw .missingKey(wanted: ["question", "context"], present: [])
    }
    let cut = try QuestionWindows(
      question, context, tokenizer: tokenizer, windowing: windowing, workspace: &workspace)
    let windows = cut.encodings.map { Window(ids: $0.ids, typeIDs: $0.typeIDs, rows: .all) }
    return (windows, Cut(question: question, context: context, windows: cut))
  }

  /// The pipeline's answers, from the rows of all tokens.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    let contextPlaces = OffsetMap(cut.context, unit: .codePoints)
    let questionPlaces = OffsetMap(cut.question, unit: .codePoints)
    let contextSequence = cut.windows.contextSequence
    let scored = zip(cut.windows.encodings, scores).map { encoding, scores in
      HuggingFace.AnswerWindow(
        offsets: zip(encoding.offsets, encoding.sequenceIDs).map { offsets, sequence in
          (sequence == contextSequence ? contextPlaces : questionPlaces).convert(offsets)
        },
        wordIDs: encoding.wordIDs,
        sequenceIDs: encoding.sequenceIDs, contextSequence: contextSequence,
        isClassToken: encoding.ids.map { $0 == tokenizer.classifierID },
        startLogits: (0..<scores.rowCount).map { scores.values[$0 * scores.width] },
        endLogits: (0..<scores.rowCount).map { scores.values[$0 * scores.width + 1] })
    }
    let answers = HuggingFace.answers(in: CodePoints(cut.context), windows: scored, options: options)
    return Annotation(
      .answer(annotation(answers, cut.context)), windows: scores.count > 1 ? scores.count : nil)
  }

  /// A question and a context, cut into windows of which every token is read.
  package struct Cut: Sendable {
    let question: String
    let context: String
    let windows: QuestionWindows
  }

  /// The pipeline has neither logits nor a null score to report.
  private func annotation(_ answers: [HuggingFace.Answer], _ context: String) -> AnswerAnnotation {
    let places = CodePointPlaces(context, unit: unit)
    let candidates = answers.map { answer in
      AnswerCandidate(
        text: answer.text, span: places.span(answer.start..<max(answer.start, answer.end)),
        score: Float(answer.score), startLogit: 0, endLogit: 0)
    }
    let none = AnswerCandidate(
      text: "", span: TextSpan(bytes: 0..<0, start: 0, end: 0), score: 0, startLogit: 0, endLogit: 0)
    return AnswerAnnotation(
      best: candidates.first ?? none, nullScore: 0, nullLogit: 0, nullOdds: 0,
      alternatives: options.topK > 1 ? candidates : nil)
  }
}
