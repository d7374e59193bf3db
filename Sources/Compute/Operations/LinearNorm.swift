import CKernels

extension PackedLinear {
  /// `hidden = norm(hidden + x wᵀ + bias)` in all forms of `hidden`, which holds as many rows as `x`.
  package func addNorm(
    _ x: borrowing Matrix, norm: LayerNorm, onto hidden: inout Matrix, workspace: inout Workspace
  ) {
    precondition(
      x.columns == inputs && hidden.columns == outputs && norm.columns == outputs, "rows fit their layer")
    precondition(x.count == hidden.count, "a residual has the rows of what is added")
    for tile in Tile.cut(x.count, heights: product.heights) {
      addNorm(
        x.factor(of: precision, at: tile.start), tile: tile, norm: norm, onto: &hidden, workspace: &workspace)
    }
  }

  /// The same for one tile of `hidden`, whose rows of `x` begin at a factor.
  func addNorm(
    _ x: Factor, tile: Tile, norm: LayerNorm, onto hidden: inout Matrix, workspace: inout Workspace
  ) {
    var sums = multiply(x, height: tile.height, used: tile.used, workspace: &workspace)
    var parameters = norm.parameters
    var target = hidden.target(at: tile.start)
    workspace.kernels.add_norm(
      Int64(tile.used), Int64(outputs), &sums, hidden.floats(at: tile.start), &parameters, &target,
      workspace.row(outputs))
    workspace.mark(.elementwise)
  }
}
