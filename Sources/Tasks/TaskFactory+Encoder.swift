import Checkpoints
import Encoders
import Records

/// Tasks that read what pre-training left: masked tokens and hidden states.
extension TaskFactory {
  /// Candidates for masks.
  func masks() throws -> MadeTask {
    var settings = FillMaskTask.Settings()
    settings.topK = asked.decoding.topK ?? settings.topK
    settings.withSequences = asked.schema == .huggingFace
    var warnings: [TaskWarning] = []
    if let names = asked.decoding.targets {
      let targets = MaskTargets(names, tokenizer: tokenizer)
      guard !targets.ids.isEmpty else { throw TaskFault.noTargets(names) }
      settings.targets = targets.ids
      warnings = targets.replaced.map { .replacedTarget($0.target, token: $0.token) }
    }
    let windowing = try windowing(defaultWindow: nil, isPair: false)
    guard
      let task = FillMaskTask(
        tokenizer: tokenizer, windowing: windowing, settings: settings, unit: asked.decoding.offsets)
    else { throw TaskFault.noMaskToken }
    var made = MadeTask(task, .masks)
    made.warnings = warnings
    return made
  }

  /// Vectors: as the folder's sentence-transformers files say, unless a pooling is asked for, which sets those for
  /// pooling and what follows it aside.
  func vectors() throws -> MadeTask {
    let modules = try SentenceModules(model.encoderFolder)
    let limits = try model.limits(tokenizer: tokenizer.modelMaximumLength)
    var form = asked.decoding.pooling.map { VectorForm($0.source) } ?? modules.form
    if asked.decoding.normalizes { form.normalizes = true }
    var width = model.encoder.architecture.width
    if case .pooled(let modes) = form.source { width *= modes.count }
    for layer in form.layers {
      guard layer.inputs == width else {
        throw TaskFault.layerWidth(inputs: layer.inputs, width: width)
      }
      width = layer.outputs
    }
    let task = EmbedTask(
      tokenizer: tokenizer, form: form,
      windowing: try windowing(defaultWindow: limits.sentence, isPair: false),
      long: asked.decoding.long ?? .mean, preparation: modules.preparation)
    var made = MadeTask(task, .vectors)
    made.vectorWidth = width
    return made
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
