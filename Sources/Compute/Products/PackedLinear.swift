import CKernels

/// A linear layer `x wᵀ + bias` whose weights were packed once for the products of one precision; shared by all threads.
///
/// What comes after the product (activation, norm, change of form) is computed on each tile while it is in cache; see the
/// extensions.
package final class PackedLinear: @unchecked Sendable {
  /// Elements of an input row.
  package let inputs: Int
  /// Elements of an output row.
  package let outputs: Int
  /// What the factors of the product are.
  package let precision: Precision

  // Everything below is written in the initializer only.
  let product: Product
  let weights: Product.Weights
  let bias: AlignedMemory?
  private let columnScale: AlignedMemory?
  private let columnSum: AlignedMemory?

  /// Packs weights and bias (`[outputs]`, nil for none) for a precision. 8-bit weights are taken as they are in int8, and
  /// widened otherwise; floats are rounded to bf16, or quantized.
  package init(
    _ weights: LinearWeights, bias: [Float]?, inputs: Int, outputs: Int, precision: Precision, engine: Engine
  ) throws(ComputeError) {
    precondition(bias.map { $0.count == outputs } ?? true, "a linear layer has a bias an output")
    self.inputs = inputs
    self.outputs = outputs
    self.precision = precision
    self.bias = bias.map { AlignedMemory($0) }
    let factor = FactorWeights(
      weights, inputs: inputs, outputs: outputs, precision: precision, kernels: engine.processor.kernels)
    self.columnScale = factor.columnScale
    self.columnSum = factor.columnSum
    let shape = Product.Shape(inputs: inputs, outputs: outputs, precision: precision)
    product = try factor.withBytes { bytes throws(ComputeError) in
      try engine.product(shape, weights: bytes)
    }
    self.weights = try product.pack(factor)
  }

  deinit { weights.destroy() }

  /// Bytes that the weights take.
  package var byteCount: Int { weights.memory.byteCount }

  /// Multiplies one tile: the sums, in memory that the workspace's next product overwrites, and what makes them whole.
  func multiply(_ x: Factor, height: Int, used: Int, workspace: inout Workspace) -> bertrun_sums {
    let sums = workspace.sums.bytes(Tile.tallest * outputs * 4)
    product.run(
      x.values, height: height, used: used, weights: weights, lane: workspace.lane, into: sums)
    workspace.mark(.products)
    let isQuantized = precision == .int8
    return bertrun_sums(
      values: sums, bias: bias?.bound(to: Float.self), row_scale: isQuantized ? x.scales : nil,
      row_zero: isQuantized ? x.zeros : nil, column_scale: columnScale?.bound(to: Float.self),
      column_sum: columnSum?.bound(to: Int32.self))
  }
}
