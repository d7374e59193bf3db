import CKernels

extension PackedLinear {
  /// `hidden = norm(hidden + x wᵀ + bias)` in all forms of `hidden`, which holds as many rows as `x`.
  package func addNorm(
    _ x: borrowing Rows, norm: LayerNorm, onto hidden: inout Rows, workspace: inout Workspace
  ) {
    precondition(
      x.columns == inputs && hidden.columns == outputs && norm.columns == outputs, "rows fit their layer")
    precondition(x.count == hidden.count, "a residual has the rows of what is added")
    let sums = workspace.sums.bytes(Tile.tallest * outputs * 4)
    let row = workspace.row.bytes(outputs * 4).assumingMemoryBound(to: Float.self)
    var parameters = norm.parameters
    Tile.each(of: x.count, heights: product.heights) { start, height, used in
      multiply(
        x.factor(of: precision, at: start), height: height, used: used, lane: workspace.lane, sums: sums)
      workspace.mark(.products)
      var finishing = finishing(sums, scale: x.scales(at: start), zero: x.zeros(at: start))
      var target = hidden.target(at: start)
      workspace.kernels.add_norm(
        Int64(used), Int64(outputs), &finishing, hidden.floats(at: start), &parameters, &target, row)
      workspace.mark(.elementwise)
    }
  }
}
