import Compute

/// One layer: attention with its norm, then feed-forward with its norm.
struct Layer: Sendable {
  // Queries are a product of their own, because the last layer wants fewer of them than keys.
  private var queries: PackedLinear
  private var keysAndValues: PackedLinear
  private var attentionOutput: PackedLinear
  private let attentionNorm: LayerNorm
  private var inner: PackedLinear
  private let activation: Activation
  private var outer: PackedLinear
  private let feedForwardNorm: LayerNorm
  private var feedForward: FeedForward

  /// Packs a layer's parameters, its products by `pack`.
  init(
    packing parameters: LayerParameters, of architecture: Architecture, from source: some TensorSource,
    _ pack: (LayerProduct) throws -> PackedLinear
  ) throws {
    let epsilon = architecture.normEpsilon
    activation = architecture.feedForward.activation
    queries = try pack(.queries)
    keysAndValues = try pack(.keysAndValues)
    attentionOutput = try pack(.attentionOutput)
    attentionNorm = try source.packed(parameters.attentionNorm, epsilon: epsilon)
    inner = try pack(.inner)
    outer = try pack(.outer)
    feedForwardNorm = try source.packed(parameters.feedForwardNorm, epsilon: epsilon)
    feedForward = FeedForward(inner: inner, activation: activation, outer: outer, norm: feedForwardNorm)
  }

  /// Puts another packing in the place of a product's.
  mutating func replace(_ product: LayerProduct, with packed: PackedLinear) {
    switch product {
    case .queries: queries = packed
    case .keysAndValues: keysAndValues = packed
    case .attentionOutput: attentionOutput = packed
    case .inner: inner = packed
    case .outer: outer = packed
    }
    feedForward = FeedForward(inner: inner, activation: activation, outer: outer, norm: feedForwardNorm)
  }

  /// Computes the layer for all rows of `hidden`, in place.
  func forward(
    _ hidden: inout Matrix, attention: Attention, lengths: [Int32], buffers: inout LayerBuffers,
    workspace: inout Workspace
  ) {
    keysAndValues.apply(hidden, into: &buffers.keysAndValues, workspace: &workspace)
    finish(
      &hidden, attention: attention, lengths: lengths, subset: nil, buffers: &buffers, workspace: &workspace)
  }

  /// Computes the layer for the rows of `hidden` numbered `rows`, into `result`; `subset` says which queries they are.
  func forward(
    _ hidden: borrowing Matrix, rows: [Int32], subset: Attention.Subset, into result: inout Matrix,
    attention: Attention, lengths: [Int32], buffers: inout LayerBuffers, workspace: inout Workspace
  ) {
    keysAndValues.apply(hidden, into: &buffers.keysAndValues, workspace: &workspace)
    result.gather(rows.span, of: hidden)
    finish(
      &result, attention: attention, lengths: lengths, subset: subset, buffers: &buffers,
      workspace: &workspace)
  }

  private func finish(
    _ hidden: inout Matrix, attention: Attention, lengths: [Int32], subset: Attention.Subset?,
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
  var queries: Matrix
  var keysAndValues: Matrix
  var context: Matrix

  init(width: Int, precision: Precision, factors: Matrix.Forms, processor: Processor) {
    // Scores in bf16 where the products are narrow and the processor multiplies it.
    let scores: Matrix.Forms = precision != .f32 && processor.supports(.bf16) ? .bf16 : .f32
    queries = Matrix(columns: width, forms: scores)
    keysAndValues = Matrix(columns: 2 * width, forms: scores)
    context = Matrix(columns: width, forms: factors)
  }
}
