extension TagTask {
  /// The row of `tag`.
  static let entry = TaskEntry(
    name: .tag, shape: .textOrWords,
    evaluation: .init(
      gold: .tags,
      metrics: [
        "accuracy", "precision", "recall", "f1", "macro_f1", "words_precision", "words_recall", "words_f1",
        "aligned_accuracy",
      ], judged: [["f1", "accuracy"]], predictionKeys: ["predictions", "prediction", "predicted_tags"]),
    make: make,
    outline: { question in
      if question.asked.decoding.aggregation != nil {
        return TaskOutline(kind: .spans, shape: question.fields.shape)
      }
      let head = try question.head()
      let areSpans = head.kind == .token && SpanDecoding(labels: head.labels) != nil
      return TaskOutline(kind: areSpans ? .spans : .words, shape: question.fields.shape)
    })

  @Sendable private static func make(_ setup: TaskSetup) throws -> ConfiguredTask {
    let head = setup.model.heads[0]
    let windowing = try setup.windowing(isPair: false)
    if head.head.form.kind == .replacedToken { return try replacements(setup, windowing) }
    if let aggregation = setup.decoding.aggregation {
      let task = EntityTask(
        tokenizer: setup.tokenizer, labels: head.labels, aggregation: aggregation, windowing: windowing,
        unit: setup.decoding.offsets)
      return ConfiguredTask(task, .spans)
    }
    let rule = setup.model.manifest?.defaults.words.flatMap(WordRule.init(rawValue:)) ?? .preTokenizer
    let task = TagTask(
      tokenizer: setup.tokenizer, labels: head.labels, wordRule: rule, windowing: windowing,
      unit: setup.decoding.offsets, withLogits: setup.decoding.logits)
    var configured = ConfiguredTask(task, task.findsSpans ? .spans : .words)
    configured.labels = head.labels
    return configured
  }

  /// Whether each word was replaced (ELECTRA's discriminator).
  private static func replacements(_ setup: TaskSetup, _ windowing: Windowing) throws -> ConfiguredTask {
    if let aggregation = setup.decoding.aggregation, aggregation != .none {
      throw TaskFault.entitiesOfReplacements
    }
    let task = TagTask(
      tokenizer: setup.tokenizer, labels: replacementLabels, wordRule: .preTokenizer, windowing: windowing,
      unit: setup.decoding.offsets, withLogits: setup.decoding.logits, isBinary: true)
    return ConfiguredTask(task, .words)
  }
}
