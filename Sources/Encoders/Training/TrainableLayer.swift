import Compute

/// One layer for training: attention with its norm, then feed-forward with its norm. Its parameters, and their gradients, lie
/// in the model's arrays; a layer that is shared is one of these for all of its steps.
struct TrainableLayer: Sendable {
  let queries: TrainableLinear
  let keys: TrainableLinear
  let values: TrainableLinear
  let attention: TrainableAttention
  let attentionOutput: TrainableLinear
  let attentionNorm: TrainableNorm
  let inner: TrainableLinear
  let activation: TrainableActivation
  let outer: TrainableLinear
  let feedForwardNorm: TrainableNorm

  init(_ parameters: LayerParameters, of architecture: Architecture, in layout: ParameterLayout) {
    queries = TrainableLinear(parameters.query, in: layout)
    keys = TrainableLinear(parameters.key, in: layout)
    values = TrainableLinear(parameters.value, in: layout)
    attention = TrainableAttention(of: architecture)
    attentionOutput = TrainableLinear(parameters.output, in: layout)
    attentionNorm = TrainableNorm(parameters.attentionNorm, epsilon: architecture.normEpsilon, in: layout)
    inner = TrainableLinear(parameters.inner, in: layout)
    activation = TrainableActivation(architecture.feedForward.activation)
    outer = TrainableLinear(parameters.outer, in: layout)
    feedForwardNorm = TrainableNorm(parameters.feedForwardNorm, epsilon: architecture.normEpsilon, in: layout)
  }

  /// What backward needs of one step's forward; a class because a workspace has as many as the schedule has steps.
  final class Saved {
    /// The rows of the layer's input that are wanted, where not all are.
    fileprivate var chosen: Matrix
    fileprivate var factors: TrainableAttention.Factors
    fileprivate var attention: TrainableAttention.Saved
    fileprivate var attentionNorm: TrainableNorm.Saved
    /// After attention and its norm.
    fileprivate var attended: Matrix
    fileprivate var slopes: TrainableActivation.Saved
    /// Between the two layers of the feed-forward block.
    fileprivate var activated: Matrix
    fileprivate var feedForwardNorm: TrainableNorm.Saved
    /// What the layer gives.
    var output: Matrix

    init(for layer: TrainableLayer) {
      let (width, between) = (layer.inner.inputs, layer.inner.outputs)
      chosen = Matrix(columns: width, forms: .f32)
      factors = TrainableAttention.Factors(for: layer.attention)
      attention = TrainableAttention.Saved(for: layer.attention)
      attentionNorm = TrainableNorm.Saved(columns: width)
      attended = Matrix(columns: width, forms: .f32)
      slopes = TrainableActivation.Saved(columns: between)
      activated = Matrix(columns: between, forms: .f32)
      feedForwardNorm = TrainableNorm.Saved(columns: width)
      output = Matrix(columns: width, forms: .f32)
    }
  }

  /// Memory within a layer, for one thread.
  struct Buffers: ~Copyable {
    fileprivate var row: Matrix
    fileprivate var context: Matrix
    fileprivate var inner: Matrix
    fileprivate var factors: TrainableAttention.Factors
    /// Biases of attention, which all layers share.
    var bias: AttentionBias

    init(for layer: TrainableLayer, bias: consuming AttentionBias) {
      row = Matrix(columns: layer.inner.inputs, forms: .f32)
      context = Matrix(columns: layer.inner.inputs, forms: .f32)
      inner = Matrix(columns: layer.inner.outputs, forms: .f32)
      factors = TrainableAttention.Factors(for: layer.attention)
      self.bias = bias
    }
  }

  /// Computes `saved.output` of `x`, the rows of all tokens.
  func forward(
    _ x: borrowing Matrix, _ step: TrainingStep, parameters: Span<Float>, examples: Span<UInt32>,
    saving saved: Saved, buffers: inout Buffers, workspace: inout Workspace
  ) {
    keys.forward(x, parameters: parameters, into: &saved.factors.keys, workspace: &workspace)
    values.forward(x, parameters: parameters, into: &saved.factors.values, workspace: &workspace)
    if let wanted = step.wantedRows {
      saved.chosen.gather(wanted.span, of: x)
      finish(
        saved.chosen, step, parameters: parameters, examples: examples, saving: saved, buffers: &buffers,
        workspace: &workspace)
    } else {
      finish(
        x, step, parameters: parameters, examples: examples, saving: saved, buffers: &buffers,
        workspace: &workspace)
    }
  }

  private func finish(
    _ x: borrowing Matrix, _ step: TrainingStep, parameters: Span<Float>, examples: Span<UInt32>,
    saving saved: Saved, buffers: inout Buffers, workspace: inout Workspace
  ) {
    queries.forward(x, parameters: parameters, into: &saved.factors.queries, workspace: &workspace)
    attention.forward(
      saved.factors, of: step.sequences, bias: buffers.bias, site: step.site(.weights), examples: examples,
      saving: &saved.attention, workspace: &workspace)
    attentionOutput.forward(
      saved.attention.context, parameters: parameters, into: &buffers.row, workspace: &workspace)
    step.drop(&buffers.row, .attention, examples, &workspace)
    attentionNorm.forward(
      buffers.row, adding: x, parameters: parameters, into: &saved.attended, saving: &saved.attentionNorm,
      workspace: &workspace)
    inner.forward(saved.attended, parameters: parameters, into: &saved.activated, workspace: &workspace)
    activation.forward(&saved.activated, saving: &saved.slopes, workspace: &workspace)
    outer.forward(saved.activated, parameters: parameters, into: &buffers.row, workspace: &workspace)
    step.drop(&buffers.row, .feedForward, examples, &workspace)
    feedForwardNorm.forward(
      buffers.row, adding: saved.attended, parameters: parameters, into: &saved.output,
      saving: &saved.feedForwardNorm, workspace: &workspace)
  }

  /// Turns `d`, the gradient of the layer's output, into that of its input `x`, unless nothing before the layer is trained,
  /// and adds the gradients of its parameters.
  func backward(
    _ d: inout Matrix, inputs x: borrowing Matrix, isFirst: Bool, _ step: TrainingStep,
    parameters: Span<Float>, examples: Span<UInt32>, saved: Saved, into gradients: inout MutableSpan<Float>,
    buffers: inout Buffers, workspace: inout Workspace
  ) {
    feedForwardNorm.backward(
      &d, saved: saved.feedForwardNorm, parameters: parameters, into: &gradients, workspace: &workspace)
    buffers.row.copy(d)
    step.drop(&buffers.row, .feedForward, examples, &workspace)
    outer.addGradients(of: buffers.row, inputs: saved.activated, to: &gradients, workspace: &workspace)
    outer.backward(buffers.row, parameters: parameters, into: &buffers.inner, workspace: &workspace)
    activation.backward(&buffers.inner, saved: saved.slopes, workspace: &workspace)
    inner.addGradients(of: buffers.inner, inputs: saved.attended, to: &gradients, workspace: &workspace)
    inner.backward(buffers.inner, parameters: parameters, adds: true, into: &d, workspace: &workspace)
    attentionNorm.backward(
      &d, saved: saved.attentionNorm, parameters: parameters, into: &gradients, workspace: &workspace)
    buffers.row.copy(d)
    step.drop(&buffers.row, .attention, examples, &workspace)
    attentionOutput.addGradients(
      of: buffers.row, inputs: saved.attention.context, to: &gradients, workspace: &workspace)
    attentionOutput.backward(
      buffers.row, parameters: parameters, into: &buffers.context, workspace: &workspace)
    attention.backward(
      buffers.context, of: saved.factors, of: step.sequences, bias: &buffers.bias, site: step.site(.weights),
      examples: examples, saved: saved.attention, into: &buffers.factors, workspace: &workspace)

    keys.addGradients(of: buffers.factors.keys, inputs: x, to: &gradients, workspace: &workspace)
    values.addGradients(of: buffers.factors.values, inputs: x, to: &gradients, workspace: &workspace)
    guard let wanted = step.wantedRows else {
      queries.addGradients(of: buffers.factors.queries, inputs: x, to: &gradients, workspace: &workspace)
      if isFirst { return }
      queries.backward(
        buffers.factors.queries, parameters: parameters, adds: true, into: &d, workspace: &workspace)
      addKeysAndValues(parameters, to: &d, buffers: buffers, workspace: &workspace)
      return
    }
    queries.addGradients(
      of: buffers.factors.queries, inputs: saved.chosen, to: &gradients, workspace: &workspace)
    if isFirst { return }
    queries.backward(
      buffers.factors.queries, parameters: parameters, adds: true, into: &d, workspace: &workspace)
    buffers.row.copy(d)
    d.resize(to: x.count)
    d.clear()
    d.add(buffers.row, at: wanted, workspace: &workspace)
    addKeysAndValues(parameters, to: &d, buffers: buffers, workspace: &workspace)
  }

  private func addKeysAndValues(
    _ parameters: Span<Float>, to d: inout Matrix, buffers: borrowing Buffers, workspace: inout Workspace
  ) {
    keys.backward(
      buffers.factors.keys, parameters: parameters, adds: true, into: &d, workspace: &workspace)
    values.backward(
      buffers.factors.values, parameters: parameters, adds: true, into: &d, workspace: &workspace)
  }
}
