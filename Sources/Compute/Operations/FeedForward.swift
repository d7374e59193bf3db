import CKernels

/// Linear, activation, linear, residual, norm. A tile goes through all of it before the next begins, so what lies between
/// the two products never leaves the cache.
package struct FeedForward: Sendable {
  private let inner: PackedLinear
  private let activation: Activation
  private let outer: PackedLinear
  private let norm: LayerNorm
  private let heights: [Int]

  /// Creates the block of two linear layers, the second of which leads back to the width of the first's input.
  package init(inner: PackedLinear, activation: Activation, outer: PackedLinear, norm: LayerNorm) {
    precondition(
      inner.outputs == outer.inputs && inner.inputs == outer.outputs, "a block leads back to its width")
    precondition(norm.columns == outer.outputs, "a norm fits its rows")
    self.inner = inner
    self.activation = activation
    self.outer = outer
    self.norm = norm
    let (first, second) = (inner.product.heights, outer.product.heights)
    self.heights = first.isEmpty ? second : second.isEmpty ? first : first.filter(second.contains)
  }

  /// `hidden = norm(hidden + outer(activation(inner(hidden))))`, in all forms of `hidden`.
  package func apply(to hidden: inout Matrix, workspace: inout Workspace) {
    precondition(hidden.columns == inner.inputs, "rows fit their block")
    let between = workspace.inner.target(columns: inner.outputs, precision: outer.precision)
    for tile in Tile.cut(hidden.count, heights: heights) {
      // All rows of the tile, those of zeros too, so that the second product reads nothing that was never written.
      inner.apply(
        hidden.factor(of: inner.precision, at: tile.start), height: tile.height, used: tile.height,
        activation: activation, into: between, workspace: &workspace)
      outer.addNorm(between.factor, tile: tile, norm: norm, onto: &hidden, workspace: &workspace)
    }
  }
}
