import CKernels

extension PackedLinear {
  /// `y = activation(x wᵀ + bias)` in all forms of `y`, which is resized to the rows of `x`.
  package func apply(
    _ x: borrowing Matrix, activation: Activation = .linear, into y: inout Matrix, workspace: inout Workspace
  ) {
    precondition(x.columns == inputs && y.columns == outputs, "rows fit their linear layer")
    y.resize(to: x.count)
    for tile in Tile.cut(x.count, heights: product.heights) {
      apply(
        x.factor(of: precision, at: tile.start), height: tile.height, used: tile.used, activation: activation,
        into: y.target(at: tile.start), workspace: &workspace)
    }
  }

  /// The same for one tile. The product reads `height` rows; `used` of them are finished.
  func apply(
    _ x: Factor, height: Int, used: Int, activation: Activation, into target: bertrun_rows,
    workspace: inout Workspace
  ) {
    if product.finishesFloats, let y = target.f32, target.bf16 == nil, target.u8 == nil {
      product.linear(
        x.values, rows: used, weights: weights, bias: bias?.bound(to: Float.self), activation: activation,
        into: y)
      workspace.mark(.products)
      return
    }
    var sums = multiply(x, height: height, used: used, workspace: &workspace)
    var target = target
    workspace.kernels.linear(
      Int64(used), Int64(outputs), &sums, activation.kernelNumber, &target, workspace.row(outputs))
    workspace.mark(.elementwise)
  }
}

extension Activation {
  var kernelNumber: bertrun_activation { bertrun_activation(UInt32(rawValue)) }
}
