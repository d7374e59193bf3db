import CKernels

/// A layer norm whose parameters, and their gradients, lie in arrays at known places.
package struct TrainableNorm: Sendable {
  /// Elements of a row.
  package let columns: Int
  private let weight: Range<Int>
  private let bias: Range<Int>
  private let epsilon: Float

  /// A norm whose weight and bias lie at these places.
  package init(weight: Range<Int>, bias: Range<Int>, epsilon: Float) {
    precondition(weight.count == bias.count, "a norm has as many weights as biases")
    columns = weight.count
    self.weight = weight
    self.bias = bias
    self.epsilon = epsilon
  }

  /// What backward needs of forward.
  package struct Saved: ~Copyable {
    /// The rows before weight and bias, `[rows × columns]`.
    fileprivate var normed: Matrix
    /// What their distances from the mean were multiplied by, `[rows]`.
    fileprivate var inverse: Matrix

    /// Memory for rows of so many columns.
    package init(columns: Int) {
      normed = Matrix(columns: columns, forms: .f32)
      inverse = Matrix(columns: 1, forms: .f32)
    }
  }

  /// Replaces the rows by those that are normed.
  package func forward(
    _ rows: inout Matrix, parameters: Span<Float>, saving saved: inout Saved, workspace: inout Workspace
  ) {
    let start = rows.floats(at: 0)
    forward(
      start, residual: nil, parameters, count: rows.count, into: start, saving: &saved,
      kernels: workspace.kernels)
  }

  /// `y = norm(x + residual)`; y is resized.
  package func forward(
    _ x: borrowing Matrix, adding residual: borrowing Matrix, parameters: Span<Float>, into y: inout Matrix,
    saving saved: inout Saved, workspace: inout Workspace
  ) {
    precondition(x.columns == columns && residual.columns == columns && y.columns == columns, "rows fit")
    precondition(x.count == residual.count, "a residual has the rows that it is added to")
    y.resize(to: x.count)
    forward(
      x.floats(at: 0), residual: residual.floats(at: 0), parameters, count: x.count, into: y.floats(at: 0),
      saving: &saved, kernels: workspace.kernels)
  }

  private func forward(
    _ x: UnsafePointer<Float>, residual: UnsafePointer<Float>?, _ parameters: Span<Float>, count: Int,
    into y: UnsafeMutablePointer<Float>, saving saved: inout Saved, kernels: bertrun_kernels
  ) {
    saved.normed.resize(to: count)
    saved.inverse.resize(to: count)
    var norm = bertrun_norm(
      weight: parameters.start(of: weight), bias: parameters.start(of: bias), epsilon: epsilon)
    kernels.norm_forward(
      Int64(count), Int64(columns), x, residual, &norm, saved.normed.floats(at: 0),
      saved.inverse.floats(at: 0), y)
  }

  /// Turns `d`, the gradient of what forward gave, into that of what was normed, and, where it is trained, adds the
  /// gradients of weight and bias.
  package func backward(
    _ d: inout Matrix, saved: borrowing Saved, parameters: Span<Float>, isTrained: Bool = true,
    into gradients: inout MutableSpan<Float>, workspace: inout Workspace
  ) {
    precondition(d.columns == columns && d.count == saved.normed.count, "rows are those of forward")
    workspace.kernels.norm_backward(
      Int64(d.count), Int64(columns), saved.normed.floats(at: 0), saved.inverse.floats(at: 0),
      parameters.start(of: weight), d.floats(at: 0), isTrained ? gradients.start(of: weight) : nil,
      isTrained ? gradients.start(of: bias) : nil)
  }
}
