import Compute

/// Dense and tanh over the first row of a sequence, in 32-bit floats.
package struct Pooler: Sendable {
  private let dense: PackedLinear

  init(width: Int, from source: some TensorSource, engine: Engine) throws {
    dense = try source.linear(
      [TensorNames.pooler], inputs: width, outputs: width, precision: .f32, engine: engine)
  }

  /// Computes `pooled` from as many first rows.
  package func forward(_ first: borrowing Rows, into pooled: inout Rows, workspace: inout Workspace) {
    dense.apply(first, activation: .tanh, into: &pooled, workspace: &workspace)
  }
}
