extension QATask {
  /// Tokens of a window of questions and contexts, where the model takes as many.
  private static let questionWindow = 384
  /// Tokens of the longest answer in transformers' pipeline.
  private static let pipelineAnswerTokens = 15

  /// The row of `qa`.
  static let entry = TaskEntry(
    name: .qa, shape: .question,
    evaluation: .init(
      gold: .answers,
      metrics: ["exact", "f1"] + ["HasAns", "NoAns"].flatMap { ["\($0)_exact", "\($0)_f1", "\($0)_total"] }
        + ["best_exact", "best_exact_thresh", "best_f1", "best_f1_thresh"], judged: [["exact"], ["f1"]],
      predictionKeys: ["prediction_text", "prediction", "answer"]),
    make: make, outline: { TaskOutline(kind: .answer, shape: $0.fields.shape) })

  @Sendable private static func make(_ setup: TaskSetup) throws -> ConfiguredTask {
    let windowing = try setup.windowing(defaultWindow: questionWindow, isPair: true)
    let defaults = setup.model.manifest?.defaults
    let maximumAnswer = setup.decoding.maximumAnswer ?? defaults?.maximumAnswer
    if setup.asked.schema == .huggingFace {
      let options = HuggingFace.AnswerOptions(
        topK: setup.decoding.topK ?? 1, maximumLength: maximumAnswer ?? pipelineAnswerTokens,
        allowsNull: setup.decoding.nullThreshold != nil)
      var configured = ConfiguredTask(
        AnswerTask(
          tokenizer: setup.tokenizer, options: options, windowing: windowing, unit: setup.decoding.offsets),
        .answer)
      configured.answers = options.topK > 1 ? options.topK : 0
      return configured
    }
    var settings = Settings()
    settings.maximumAnswer = maximumAnswer ?? settings.maximumAnswer
    settings.topK = setup.decoding.topK
    settings.nullThreshold = setup.decoding.nullThreshold ?? defaults?.nullThreshold.map { Float($0) }
    var configured = ConfiguredTask(
      QATask(
        tokenizer: setup.tokenizer, windowing: windowing, settings: settings, unit: setup.decoding.offsets),
      .answer)
    configured.answers = settings.topK ?? 0
    return configured
  }
}
