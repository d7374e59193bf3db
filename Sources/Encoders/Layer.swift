import Compute

/// One layer: attention with its norm, then feed-forward with its norm.
struct Layer: Sendable {
  // Queries are a product of their own, because the last layer wants fewer of them than keys.
  private let queries: PackedLinear
  private let keysAndValues: PackedLinear
  private let attentionOutput: PackedLinear
  private let attentionNorm: LayerNorm
  private let feedForward: FeedForward

  init(
    _ name: String, of architecture: Architecture, from source: some TensorSource, precision: Precision,
    exceptions: [String: Precision], engine: Engine
  ) throws {
    let width = architecture.width
    let epsilon = architecture.normEpsilon
    func linear(_ parts: String..., inputs: Int, outputs: Int) throws -> PackedLinear {
      try source.linear(
        parts.map { "\(name).\($0)" }, inputs: inputs, outputs: outputs,
        precision: exceptions["\(name).\(parts[0])"] ?? precision, engine: engine)
    }
    queries = try linear("attention.query", inputs: width, outputs: width)
    keysAndValues = try linear("attention.key", "attention.value", inputs: width, outputs: width)
    attentionOutput = try linear("attention.output", inputs: width, outputs: width)
    attentionNorm = try source.norm("\(name).attention.norm", columns: width, epsilon: epsilon)
    feedForward = FeedForward(
      inner: try linear("feedForward.inner", inputs: width, outputs: architecture.feedForward.width),
      activation: architecture.feedForward.activation,
      outer: try linear("feedForward.outer", inputs: architecture.feedForward.width, outputs: width),
      norm: try source.norm("\(name).feedForward.norm", columns: width, epsilon: epsilon))
  }

  /// Computes the layer for all rows of `hidden`, in place.
  func forward(
    _ hidden: inout Rows, attention: Attention, lengths: [Int32], buffers: inout LayerBuffers,
    workspace: inout Workspace
  ) {
    keysAndValues.apply(hidden, into: &buffers.keysAndValues, workspace: &workspace)
    finish(
      &hidden, attention: attention, lengths: lengths, subset: nil, buffers: &buffers, workspace: &workspace)
  }

  /// Computes the layer for the rows of `hidden` numbered `rows`, into `result`; `subset` says which queries they are.
  func forward(
    _ hidden: borrowing Rows, rows: [Int32], subset: Attention.Subset, into result: inout Rows,
    attention: Attention, lengths: [Int32], buffers: inout LayerBuffers, workspace: inout Workspace
  ) {
    keysAndValues.apply(hidden, into: &buffers.keysAndValues, workspace: &workspace)
    result.gather(rows.span, of: hidden)
    finish(
      &result, attention: attention, lengths: lengths, subset: subset, buffers: &buffers,
      workspace: &workspace)
  }

  private func finish(
    _ hidden: inout Rows, attention: Attention, lengths: [Int32], subset: Attention.Subset?,
    buffers: inout LayerBuffers, workspace: inout Workspace
  ) {
    queries.apply(hidden, into: &buffers.queries, workspace: &workspace)
    attention.run(
      queries: buffers.queries, keys: buffers.keysAndValues,
      columns: Attention.Columns(queries: 0, keys: 0, values: attentionOutput.inputs), lengths: lengths,
      subset: subset,
      context: &buffers.context, workspace: &workspace)
    attentionOutput.addNorm(buffers.context, norm: attentionNorm, onto: &hidden, workspace: &workspace)
    feedForward.apply(to: &hidden, workspace: &workspace)
  }
}

/// Rows that live within one layer.
struct LayerBuffers: ~Copyable {
  var queries: Rows
  var keysAndValues: Rows
  var context: Rows

  init(width: Int, precision: Precision, factors: Rows.Forms, processor: Processor) {
    // Scores in bf16 where the products are narrow and the processor multiplies it.
    let scores: Rows.Forms = precision != .f32 && processor.supports(.bf16) ? .bf16 : .f32
    queries = Rows(columns: width, forms: scores)
    keysAndValues = Rows(columns: 2 * width, forms: scores)
    context = Rows(columns: width, forms: factors)
  }
}
