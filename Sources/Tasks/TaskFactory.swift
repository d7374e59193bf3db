import Encoders
import Faults
import Records
import Tokenizers

/// Makes the task of a request: what the flags say, else `task.json`, else the task's own defaults.
package struct TaskFactory {
  /// Tokens of a window of questions and contexts, where the model takes as many.
  private static let questionWindow = 384
  /// Tokens of the longest answer.
  private static let answerTokens = 30
  /// Tokens of the longest answer in transformers' pipeline.
  private static let pipelineAnswerTokens = 15
  /// The longest window of a model without limit.
  private static let unlimitedWindow = 512

  let asked: TaskSettings
  let model: Model
  let tokenizer: Tokenizer

  /// A factory for one task of a loaded model.
  package init(_ asked: TaskSettings, model: Model, tokenizer: Tokenizer) {
    self.asked = asked
    self.model = model
    self.tokenizer = tokenizer
  }

  /// The task and what its annotations hold.
  package func make() throws -> MadeTask {
    switch asked.task {
    case .tag: try tag()
    case .qa: MadeTask(try answers(), .answer)
    case .pair: try labels()
    case .fillMask: try masks()
    case .nsp: try nextSentence()
    case .embed: try vectors()
    }
  }

  private func tag() throws -> MadeTask {
    let labels = model.heads[0].labels
    let windowing = try windowing(defaultWindow: nil, isPair: false)
    if model.heads[0].head.form.kind == .replacedToken { return try replacements(windowing) }
    if let aggregation = asked.decoding.aggregation {
      let task = EntityTask(
        tokenizer: tokenizer, labels: labels, aggregation: aggregation, windowing: windowing,
        unit: asked.decoding.offsets)
      return MadeTask(task, .spans)
    }
    let rule = model.manifest?.defaults.words.flatMap(TagTask.WordRule.init(rawValue:)) ?? .preTokenizer
    let task = TagTask(
      tokenizer: tokenizer, labels: labels, wordRule: rule, windowing: windowing,
      unit: asked.decoding.offsets,
      withLogits: asked.decoding.logits)
    return MadeTask(task, task.findsSpans ? .spans : .words)
  }

  /// Whether each word was replaced (ELECTRA's discriminator).
  private func replacements(_ windowing: Windowing) throws -> MadeTask {
    if let aggregation = asked.decoding.aggregation, aggregation != .none {
      throw TaskFault.entitiesOfReplacements
    }
    let task = TagTask(
      tokenizer: tokenizer, labels: TagTask.replacementLabels, wordRule: .preTokenizer, windowing: windowing,
      unit: asked.decoding.offsets, withLogits: asked.decoding.logits, isBinary: true)
    return MadeTask(task, .words)
  }

  private func answers() throws -> any AnnotationTask {
    let windowing = try windowing(defaultWindow: Self.questionWindow, isPair: true)
    let maximumAnswer = asked.decoding.maximumAnswer ?? model.manifest?.defaults.maximumAnswer
    if asked.schema == .huggingFace {
      let options = HuggingFace.AnswerOptions(
        topK: asked.decoding.topK ?? 1, maximumLength: maximumAnswer ?? Self.pipelineAnswerTokens,
        allowsNull: asked.decoding.nullThreshold != nil)
      return AnswerTask(
        tokenizer: tokenizer, options: options, windowing: windowing, unit: asked.decoding.offsets)
    }
    var settings = QATask.Settings()
    settings.maximumAnswer = maximumAnswer ?? Self.answerTokens
    settings.topK = asked.decoding.topK
    settings.nullThreshold =
      asked.decoding.nullThreshold ?? model.manifest?.defaults.nullThreshold.map { Float($0) }
    return QATask(
      tokenizer: tokenizer, windowing: windowing, settings: settings, unit: asked.decoding.offsets)
  }

  /// The windows that the flags, `task.json` or the model's limit give.
  func windowing(defaultWindow: Int?, isPair: Bool) throws -> Windowing {
    let limit =
      try model.limits(tokenizer: tokenizer.modelMaximumLength).maximumLength ?? Self.unlimitedWindow
    let defaults = model.manifest?.defaults
    if let window = asked.decoding.window, window > limit {
      throw TaskFault.windowOverLimit(window: window, limit: limit)
    }
    let window = min(limit, asked.decoding.window ?? defaults?.window ?? defaultWindow ?? limit)
    let room = window - tokenizer.specialCount(pair: isPair)
    guard room > 0 else {
      throw PlacedFault(
        model.encoderFolder.name,
        TokenizerError.noRoom(maximumLength: window, specials: window - room))
    }
    if let overlap = asked.decoding.overlap, overlap >= room {
      throw TaskFault.overlapOverRoom(overlap: overlap, room: room)
    }
    return Windowing(window: window, overlap: asked.decoding.overlap ?? defaults?.overlap)
  }
}
