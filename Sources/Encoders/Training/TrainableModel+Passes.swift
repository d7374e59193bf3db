import Compute

extension TrainableModel {
  /// Computes the scores of a batch by one of the heads, into `workspace.scores`, and saves what backward needs.
  ///
  /// The batch is made for the encoder's architecture and wants the rows that the head reads. `parameters` lie as `layout`
  /// says. Without dropout the scores are those of evaluation. `examples` has a key for each of the batch's sequences, which
  /// its random numbers depend on; it may be empty without dropout.
  package func forward(
    _ batch: borrowing Batch, head: Int, parameters: Span<Float>, dropout: Dropout?,
    examples: Span<UInt32>, workspace: inout TrainingWorkspace
  ) {
    precondition(parameters.count == layout.count, "parameters fill their layout")
    workspace.show(head)
    workspace.buffers.bias.load(parameters)
    tables.forward(
      batch, parameters: parameters, site: tableSite(dropout), examples: examples,
      saving: &workspace.tables, workspace: &workspace.compute)
    for (number, stored) in schedule.enumerated() {
      let step = step(number, batch, dropout)
      let saved = workspace.steps[number]
      if number == 0 {
        layers[stored].forward(
          workspace.tables.output, step, parameters: parameters, examples: examples, saving: saved,
          buffers: &workspace.buffers, workspace: &workspace.compute)
      } else {
        layers[stored].forward(
          workspace.steps[number - 1].output, step, parameters: parameters, examples: examples, saving: saved,
          buffers: &workspace.buffers, workspace: &workspace.compute)
      }
    }
    trainableHeads[head].forward(
      workspace.steps[schedule.count - 1].output, sites(ofHead: head, batch, dropout), parameters: parameters,
      examples: examples, into: &workspace.scores, saving: workspace.heads[head],
      workspace: &workspace.compute)
    workspace.scoreGradients.resize(to: workspace.scores.count)
  }

  /// Adds the gradients of the loss by every parameter to `gradients`, which lie as `layout` says.
  ///
  /// To be called after forward with the same batch, head, parameters, dropout, examples and workspace, of which the caller
  /// filled `scoreGradients`. With `trainedFrom` the tables and the first layers of the schedule, up to that one, are frozen:
  /// neither are their gradients computed nor is anything added to them. The schedule's count freezes the whole encoder.
  package func backward(
    _ batch: borrowing Batch, head: Int, parameters: Span<Float>, dropout: Dropout?,
    examples: Span<UInt32>, trainedFrom: Int? = nil, into gradients: inout MutableSpan<Float>,
    workspace: inout TrainingWorkspace
  ) {
    precondition(
      parameters.count == layout.count && gradients.count == layout.count,
      "parameters and gradients fill their layout")
    let first = trainedFrom ?? 0
    trainableHeads[head].backward(
      workspace.scoreGradients, inputs: workspace.steps[schedule.count - 1].output,
      isFirst: first >= schedule.count, sites(ofHead: head, batch, dropout), parameters: parameters,
      examples: examples, saved: workspace.heads[head], into: &gradients, dHidden: &workspace.gradient,
      workspace: &workspace.compute)
    for number in schedule.indices.reversed() where number >= first {
      let step = step(number, batch, dropout)
      let (layer, saved, isFirst) = (layers[schedule[number]], workspace.steps[number], trainedFrom == number)
      if number == 0 {
        layer.backward(
          &workspace.gradient, inputs: workspace.tables.output, isFirst: isFirst, step,
          parameters: parameters,
          examples: examples, saved: saved, into: &gradients, buffers: &workspace.buffers,
          workspace: &workspace.compute)
      } else {
        layer.backward(
          &workspace.gradient, inputs: workspace.steps[number - 1].output, isFirst: isFirst, step,
          parameters: parameters, examples: examples, saved: saved, into: &gradients,
          buffers: &workspace.buffers, workspace: &workspace.compute)
      }
    }
    guard trainedFrom == nil else { return }
    workspace.buffers.bias.addGradients(to: &gradients)
    tables.backward(
      workspace.gradient, batch, parameters: parameters, site: tableSite(dropout), examples: examples,
      saved: &workspace.tables, into: &gradients, workspace: &workspace.compute)
  }

  private func step(_ number: Int, _ batch: borrowing Batch, _ dropout: Dropout?) -> TrainingStep {
    TrainingStep(
      number, of: schedule.count, heads: encoder.architecture.attention.heads, batch, dropout: dropout)
  }

  /// Where elements of the tables' sum are dropped.
  private func tableSite(_ dropout: Dropout?) -> Dropout.Site? {
    dropout?.site(0, rate: dropout?.hidden ?? 0)
  }

  /// Where elements of what a head reads are dropped.
  private func sites(
    ofHead head: Int, _ batch: borrowing Batch, _ dropout: Dropout?
  ) -> TrainableHead.Sites {
    let last = TrainingStep.site(ofStep: schedule.count, heads: encoder.architecture.attention.heads)
    return TrainableHead.Sites(
      site: dropout?.site(last + head, rate: dropout?.classifier ?? 0), counts: batch.wanted.counts,
      places: batch.wanted.places)
  }
}
