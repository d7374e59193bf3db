import CKernels

extension PackedLinear {
  /// `y = activation(x wᵀ + bias)` in all forms of `y`, which is resized to the rows of `x`.
  package func apply(
    _ x: borrowing Rows, activation: Activation = .linear, into y: inout Rows, workspace: inout Workspace
  ) {
    precondition(x.columns == inputs && y.columns == outputs, "rows fit their linear layer")
    y.resize(to: x.count)
    let sums = workspace.sums.bytes(Tile.tallest * outputs * 4)
    let row = workspace.row.bytes(outputs * 4).assumingMemoryBound(to: Float.self)
    Tile.each(of: x.count, heights: product.heights) { start, height, used in
      multiply(
        x.factor(of: precision, at: start), height: height, used: used, lane: workspace.lane, sums: sums)
      workspace.mark(.products)
      var finishing = finishing(sums, scale: x.scales(at: start), zero: x.zeros(at: start))
      var target = y.target(at: start)
      workspace.kernels.linear(
        Int64(used), Int64(outputs), &finishing, activation.kernelNumber, &target, row)
      workspace.mark(.elementwise)
    }
  }
}

extension Activation {
  var kernelNumber: bertrun_activation { bertrun_activation(UInt32(rawValue)) }
}
