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
    self.heights = inner.product.heights.filter(outer.product.heights.contains)
  }

  /// `hidden = norm(hidden + outer(activation(inner(hidden))))`, in all forms of `hidden`.
  package func apply(to hidden: inout Rows, workspace: inout Workspace) {
    precondition(hidden.columns == inner.inputs, "rows fit their block")
    let sums = workspace.sums.bytes(Tile.tallest * max(inner.outputs, outer.outputs) * 4)
    let row = workspace.row.bytes(max(inner.outputs, outer.outputs) * 4).assumingMemoryBound(to: Float.self)
    var between = workspace.inner.target(columns: inner.outputs, precision: outer.precision)
    var parameters = norm.parameters
    Tile.each(of: hidden.count, heights: heights) { start, height, used in
      let x = hidden.factor(of: inner.precision, at: start)
      inner.multiply(x, height: height, used: height, lane: workspace.lane, sums: sums)
      workspace.mark(.products)
      // All rows of the tile, those of zeros too, so that the second product reads nothing that was never written.
      var first = inner.finishing(sums, scale: hidden.scales(at: start), zero: hidden.zeros(at: start))
      workspace.kernels.linear(
        Int64(height), Int64(inner.outputs), &first, activation.kernelNumber, &between, row)
      workspace.mark(.elementwise)

      outer.multiply(between.factor, height: height, used: used, lane: workspace.lane, sums: sums)
      workspace.mark(.products)
      var second = outer.finishing(sums, scale: between.scale, zero: between.zero)
      var target = hidden.target(at: start)
      workspace.kernels.add_norm(
        Int64(used), Int64(outer.outputs), &second, hidden.floats(at: start), &parameters, &target, row)
      workspace.mark(.elementwise)
    }
  }
}

extension bertrun_rows {
  /// The one form that is there.
  fileprivate var factor: UnsafeRawPointer {
    if let f32 { return UnsafeRawPointer(f32) }
    if let bf16 { return UnsafeRawPointer(bf16) }
    if let u8 { return UnsafeRawPointer(u8) }
    preconditionFailure("rows between products have a form")
  }
}
