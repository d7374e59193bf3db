import CKernels

/// An activation that keeps its slopes for backward.
package struct TrainableActivation: Sendable {
  private let activation: Activation

  /// The activation with its slopes.
  package init(_ activation: Activation) {
    self.activation = activation
  }

  /// What backward needs of forward: the slope of every element.
  package struct Saved: ~Copyable {
    fileprivate var slopes: Matrix

    /// Memory for rows of so many columns.
    package init(columns: Int) {
      slopes = Matrix(columns: columns, forms: .f32)
    }
  }

  /// Applies the activation to all elements.
  package func forward(_ rows: inout Matrix, saving saved: inout Saved, workspace: inout Workspace) {
    saved.slopes.resize(to: rows.count)
    let start = rows.floats(at: 0)
    workspace.kernels.activate_with_slope(
      activation.kernelNumber, Int64(rows.count * rows.columns), start, start, saved.slopes.floats(at: 0))
  }

  /// Turns `d`, the gradient of what forward gave, into that of what it was given.
  package func backward(_ d: inout Matrix, saved: borrowing Saved, workspace: inout Workspace) {
    precondition(
      d.columns == saved.slopes.columns && d.count == saved.slopes.count, "rows are those of forward")
    workspace.kernels.scale_by(
      Int64(d.count * d.columns), saved.slopes.floats(at: 0), d.floats(at: 0))
  }
}
