extension EmbedTask {
  /// The row of `embed`.
  static let entry = TaskEntry(
    name: .embed, shape: .textOrWords, make: make,
    outline: { TaskOutline(kind: .vectors, shape: $0.fields.shape) })

  /// Vectors as the folder's sentence-transformers files say, unless a pooling is asked for, which sets those for pooling
  /// and what follows it aside.
  @Sendable private static func make(_ setup: TaskSetup) throws -> ConfiguredTask {
    let modules = try SentenceModules(setup.model.encoderFolder)
    let limits = try setup.model.limits(tokenizer: setup.tokenizer.modelMaximumLength)
    var form = setup.decoding.pooling.map { VectorForm($0.source) } ?? modules.form
    if setup.decoding.normalizes { form.normalizes = true }
    var width = setup.model.encoder.architecture.width
    if case .pooled(let modes) = form.source { width *= modes.count }
    for layer in form.layers {
      guard layer.inputs == width else {
        throw TaskFault.layerWidth(inputs: layer.inputs, width: width)
      }
      width = layer.outputs
    }
    let task = EmbedTask(
      tokenizer: setup.tokenizer, form: form,
      windowing: try setup.windowing(defaultWindow: limits.sentence, isPair: false),
      long: setup.decoding.long ?? .mean, preparation: modules.preparation)
    var configured = ConfiguredTask(task, .vectors)
    configured.vectorWidth = width
    return configured
  }
}

extension PoolingChoice {
  /// What is read of the model.
  fileprivate var source: VectorForm.Source {
    switch self {
    case .cls: .pooled([.first])
    case .mean: .pooled([.mean])
    case .max: .pooled([.max])
    case .pooler: .pooler
    case .none: .tokens
    }
  }
}
