import Encoders
import Records
import Tasks
import Tokenizers

/// Makes the task of a request: what the flags say, else `task.json`, else the task's own defaults.
struct TaskFactory {
  /// Tokens of a window of questions and contexts, where the model takes as many.
  private static let questionWindow = 384
  /// Tokens of the longest answer.
  private static let answerTokens = 30
  /// Tokens of the longest answer in transformers' pipeline.
  private static let pipelineAnswerTokens = 15
  /// The longest window of a model without limit.
  private static let unlimitedWindow = 512

  let request: AnnotateRequest
  let model: Model
  let tokenizer: Tokenizer

  /// The task and what its annotations hold.
  func make() throws(CommandFault) -> MadeTask {
    switch request.task {
    case .tag: try tag()
    case .qa: MadeTask(try answers(), .answer)
    case .pair: try labels()
    case .fillMask: try masks()
    case .nsp: try nextSentence()
    case .embed: try vectors()
    }
  }

  private func tag() throws(CommandFault) -> MadeTask {
    let labels = model.heads[0].labels
    let windowing = try windowing(defaultWindow: nil, isPair: false)
    if model.heads[0].head.form.kind == .replacedToken { return try replacements(windowing) }
    if let aggregation = request.decoding.aggregation {
      let task = EntityTask(
        tokenizer: tokenizer, labels: labels, aggregation: aggregation, windowing: windowing,
        unit: request.decoding.offsets)
      return MadeTask(task, .spans)
    }
    let rule = model.manifest?.defaults.words.flatMap(TagTask.WordRule.init(rawValue:)) ?? .preTokenizer
    let task = TagTask(
      tokenizer: tokenizer, labels: labels, wordRule: rule, windowing: windowing,
      unit: request.decoding.offsets,
      withLogits: request.decoding.logits)
    return MadeTask(task, task.findsSpans ? .spans : .words)
  }

  /// Whether each word was replaced (ELECTRA's discriminator).
  private func replacements(_ windowing: Windowing) throws(CommandFault) -> MadeTask {
    if let aggregation = request.decoding.aggregation, aggregation != .none {
      throw .request(.entitiesOfReplacements)
    }
    let task = TagTask(
      tokenizer: tokenizer, labels: TagTask.replacementLabels, wordRule: .preTokenizer, windowing: windowing,
      unit: request.decoding.offsets, withLogits: request.decoding.logits, isBinary: true)
    return MadeTask(task, .words)
  }

  private func answers() throws(CommandFault) -> any AnnotationTask {
    let windowing = try windowing(defaultWindow: Self.questionWindow, isPair: true)
    let maximumAnswer = request.decoding.maximumAnswer ?? model.manifest?.defaults.maximumAnswer
    if request.writing.schema == .huggingFace {
      let options = HuggingFace.AnswerOptions(
        topK: request.decoding.topK ?? 1, maximumLength: maximumAnswer ?? Self.pipelineAnswerTokens,
        allowsNull: request.decoding.nullThreshold != nil)
      return AnswerTask(
        tokenizer: tokenizer, options: options, windowing: windowing, unit: request.decoding.offsets)
    }
    var settings = QATask.Settings()
    settings.maximumAnswer = maximumAnswer ?? Self.answerTokens
    settings.topK = request.decoding.topK
    settings.nullThreshold =
      request.decoding.nullThreshold ?? model.manifest?.defaults.nullThreshold.map { Float($0) }
    return QATask(
      tokenizer: tokenizer, windowing: windowing, settings: settings, unit: request.decoding.offsets)
  }

  /// The windows that the flags, `task.json` or the model's limit give.
  func windowing(defaultWindow: Int?, isPair: Bool) throws(CommandFault) -> Windowing {
    let limit: Int
    do throws(ModelError) {
      limit = try model.limits(tokenizer: tokenizer.modelMaximumLength).maximumLength ?? Self.unlimitedWindow
    } catch {
      throw .model(error)
    }
    let defaults = model.manifest?.defaults
    if let window = request.decoding.window, window > limit {
      throw .request(.windowOverLimit(window: window, limit: limit))
    }
    let window = min(limit, request.decoding.window ?? defaults?.window ?? defaultWindow ?? limit)
    let room = window - tokenizer.specialCount(pair: isPair)
    guard room > 0 else {
      throw .tokenizer(
        .noRoom(maximumLength: window, specials: window - room), folder: model.encoderFolder.name)
    }
    if let overlap = request.decoding.overlap, overlap >= room {
      throw .request(.overlapOverRoom(overlap: overlap, room: room))
    }
    return Windowing(window: window, overlap: request.decoding.overlap ?? defaults?.overlap)
  }
}
