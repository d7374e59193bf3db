extension PairTask {
  /// The row of `pair`. A head of natural language inference is asked of pairs: a text alone is not an input, though it
  /// would label one.
  static let entry = TaskEntry(
    name: .pair, shape: .pairOrText,
    evaluation: .init(
      gold: .label,
      metrics: ["accuracy", "macro_f1", "weighted_f1", "matthews", "pearson", "spearman"],
      judged: [["accuracy", "pearson"]],
      predictionKeys: ["prediction", "predicted", "predicted_label", "label"]),
    make: make,
    outline: { question in
      if question.asked.decoding.labels != nil { return TaskOutline(kind: .label, shape: .text) }
      let head = try question.head()
      let isInference =
        question.fields.text == nil && ZeroShotTask.Inference(labels: head.labels) != nil
      return TaskOutline(
        kind: .label, shape: head.kind == .choice ? .choices : isInference ? .pair : question.fields.shape)
    })

  /// Labels of a head's own, of a record's own choices, or of the user's own.
  @Sendable private static func make(_ setup: TaskSetup) throws -> ConfiguredTask {
    let head = setup.model.heads[0]
    let windowing = try setup.windowing(isPair: true)
    let listing = LabelListing(setup.decoding)
    if let labels = setup.decoding.labels { return try ZeroShotTask.make(labels, setup, windowing, listing) }
    if head.head.form.kind == .choice {
      let task = ChoiceTask(tokenizer: setup.tokenizer, windowing: windowing, listing: listing)
      var configured = ConfiguredTask(task, .label)
      configured.shape = .choices
      return configured
    }
    let scorer = LabelScorer(labels: head.labels, problemType: head.problemType, listing: listing)
    let task = PairTask(
      tokenizer: setup.tokenizer, labels: scorer, windowing: windowing,
      long: setup.decoding.long ?? .truncate,
      needsTwo: !setup.decoding.takesOneText && ZeroShotTask.Inference(labels: head.labels) != nil)
    return ConfiguredTask(task, labels: head.labels, listing)
  }
}

extension ZeroShotTask {
  /// Labels of the user's own, each as a hypothesis.
  fileprivate static func make(
    _ labels: [String], _ setup: TaskSetup, _ windowing: Windowing, _ listing: LabelListing
  ) throws -> ConfiguredTask {
    guard let inference = Inference(labels: setup.model.heads[0].labels) else {
      throw TaskFault.noEntailment(labels: setup.model.heads[0].labels)
    }
    let template = setup.decoding.template ?? defaultTemplate
    guard template.contains(placeholder) else { throw TaskFault.templateWithoutPlace(template) }
    let question = Question(
      labels: labels, template: template, isMultiLabel: setup.decoding.threshold != nil)
    let task = ZeroShotTask(
      tokenizer: setup.tokenizer, windowing: windowing, inference: inference, question: question,
      listing: listing, withSequence: setup.asked.schema == .huggingFace)
    var configured = ConfiguredTask(task, labels: labels, listing)
    if setup.asked.schema == .huggingFace { configured.listsLabels = true }
    configured.shape = .text
    return configured
  }
}
