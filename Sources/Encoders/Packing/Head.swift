import Compute

/// A head with packed weights: hidden states in, scores out. Always in 32-bit floats, whatever the encoder computes
/// in. Immutable, shared by all threads.
package final class Head: Sendable {
  /// What it is.
  package let form: HeadForm
  /// Scores a row.
  package let width: Int

  private let inputs: Int
  private let dense: PackedLinear?
  private let norm: RowNorm?
  private let output: PackedLinear?

  /// Packs a head's parameters.
  ///
  /// Throws what the source throws, and `ComputeError` where a product cannot be made.
  package init(packing parameters: HeadParameters, from source: some TensorSource, engine: Engine) throws {
    func pack(_ linear: LinearParameters) throws -> PackedLinear {
      try source.packed([linear], precision: .f32, engine: engine)
    }
    form = parameters.form
    dense = try parameters.dense.map(pack)
    norm =
      if let norm = parameters.norm, let epsilon = parameters.form.normEpsilon {
        RowNorm(
          weight: try source.floats(norm.weight), bias: try source.floats(norm.bias), epsilon: epsilon)
      } else { nil }
    output = try parameters.output.map(pack)
    inputs = parameters.inputs
    width = parameters.outputs
  }

  /// Memory for one thread's calls of `forward`.
  package struct Buffers: ~Copyable {
    fileprivate var between: Matrix
    /// The scores of the latest call, `[rows × width]`.
    package fileprivate(set) var scores: Matrix

    /// Memory for `head`.
    package init(for head: Head) {
      between = Matrix(columns: head.dense?.outputs ?? 1, forms: .f32)
      scores = Matrix(columns: head.width, forms: .f32)
    }
  }

  /// Computes the scores of `hidden`, `[rows × hidden width]`, into `buffers.scores`. The rows are those that the head
  /// reads (`HeadForm.rows`), in any number; each is computed for itself.
  package func forward(
    _ hidden: borrowing Matrix, buffers: inout Buffers, workspace: inout Workspace
  ) {
    precondition(hidden.columns == inputs, "a head reads rows of its encoder's width")
    guard let dense, let stage = form.dense else {
      output?.apply(hidden, into: &buffers.scores, workspace: &workspace)
      return
    }
    guard let output else {
      dense.apply(hidden, activation: stage.activation, into: &buffers.scores, workspace: &workspace)
      return
    }
    dense.apply(hidden, activation: stage.activation, into: &buffers.between, workspace: &workspace)
    if let norm { norm.apply(to: &buffers.between) }
    output.apply(buffers.between, into: &buffers.scores, workspace: &workspace)
  }
}
