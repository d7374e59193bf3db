extension NextSentenceTask {
  /// The row of `nsp`.
  static let entry = TaskEntry(
    name: .nsp, shape: .pair,
    make: { setup in
      let kind = setup.model.heads[0].head.form.kind
      let listing = LabelListing(setup.decoding)
      let task = NextSentenceTask(
        tokenizer: setup.tokenizer, kind: kind, windowing: try setup.windowing(isPair: true), listing: listing
      )
      return ConfiguredTask(task, labels: NextSentenceTask.labels(of: kind), listing)
    }, outline: { TaskOutline(kind: .label, shape: $0.fields.shape) })
}
