extension NextSentenceTask {
  /// The row of `nsp`.
  static let entry = TaskEntry(
    name: .nsp, shape: .pair,
    make: { setup in
      let task = NextSentenceTask(
        tokenizer: setup.tokenizer, kind: setup.model.heads[0].head.form.kind,
        windowing: try setup.windowing(isPair: true), listing: LabelListing(setup.decoding))
      return ConfiguredTask(task, .label)
    }, outline: { TaskOutline(kind: .label, shape: $0.fields.shape) })
}
