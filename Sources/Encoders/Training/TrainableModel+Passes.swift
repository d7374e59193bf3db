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
    preconditionFailure("training is under construction")
  }

  /// Adds the gradients of the loss by every parameter to `gradients`, which lie as `layout` says.
  ///
  /// To be called after forward with the same batch, head, parameters, dropout, examples and workspace, of which the caller
  /// filled `scoreGradients`. With `trainedFrom` the tables and the first layers of the schedule, up to that one, are frozen:
  /// neither are their gradients computed nor is anything added to them. `layers` of the schedule freeze the whole encoder.
  package func backward(
    _ batch: borrowing Batch, head: Int, parameters: Span<Float>, dropout: Dropout?,
    examples: Span<UInt32>, trainedFrom: Int? = nil, into gradients: inout MutableSpan<Float>,
    workspace: inout TrainingWorkspace
  ) {
    precondition(
      parameters.count == layout.count && gradients.count == layout.count,
      "parameters and gradients fill their layout")
    preconditionFailure("training is under construction")
  }
}
