extension FillMaskTask {
  /// The row of `fill-mask`.
  static let entry = TaskEntry(
    name: .fillMask, shape: .text, make: make,
    outline: { TaskOutline(kind: .masks, shape: $0.fields.shape) })

  @Sendable private static func make(_ setup: TaskSetup) throws -> ConfiguredTask {
    var settings = Settings()
    settings.topK = setup.decoding.topK ?? settings.topK
    settings.withSequences = setup.asked.schema == .huggingFace
    var warnings: [TaskWarning] = []
    if let names = setup.decoding.targets {
      let targets = MaskTargets(names, tokenizer: setup.tokenizer)
      guard !targets.ids.isEmpty else { throw TaskFault.noTargets(names) }
      settings.targets = targets.ids
      warnings = targets.replaced.map { .replacedTarget($0.target, token: $0.token) }
    }
    let windowing = try setup.windowing(isPair: false)
    guard
      let task = FillMaskTask(
        tokenizer: setup.tokenizer, windowing: windowing, settings: settings, unit: setup.decoding.offsets)
    else { throw TaskFault.noMaskToken }
    var configured = ConfiguredTask(task, .masks)
    configured.warnings = warnings
    return configured
  }
}
