import CKernels

/// A linear layer `y = x wᵀ + bias` whose parameters, and their gradients, lie in arrays at known places.
package struct TrainableLinear: Sendable {
  /// Elements of an input row.
  package let inputs: Int
  /// Elements of an output row.
  package let outputs: Int
  private let weight: Range<Int>
  private let bias: Range<Int>

  /// A layer whose weight, `[outputs × inputs]`, and bias lie at these places.
  package init(weight: Range<Int>, bias: Range<Int>, inputs: Int, outputs: Int) {
    precondition(weight.count == inputs * outputs && bias.count == outputs, "parameters fill their places")
    self.weight = weight
    self.bias = bias
    self.inputs = inputs
    self.outputs = outputs
  }

  /// `y = x wᵀ + bias`; y, which is resized, is `[rows × outputs]`.
  package func forward(
    _ x: borrowing Matrix, parameters: Span<Float>, into y: inout Matrix, workspace: inout Workspace
  ) {
    precondition(x.columns == inputs && y.columns == outputs, "rows fit their layer")
    y.resize(to: x.count)
    workspace.product.multiply(
      bertrun_factor(values: x.floats(at: 0), transposed: false),
      bertrun_factor(values: parameters.start(of: weight), transposed: true), rows: x.count, steps: inputs,
      columns: outputs, bias: parameters.start(of: bias), adds: false, into: y.floats(at: 0))
  }

  /// Adds `dyᵀ x` to the weight's gradient and the sum of the rows of `dy` to the bias's.
  package func addGradients(
    of dy: borrowing Matrix, inputs x: borrowing Matrix, to gradients: inout MutableSpan<Float>,
    workspace: inout Workspace
  ) {
    precondition(
      x.columns == inputs && dy.columns == outputs && x.count == dy.count, "rows fit their layer")
    workspace.product.multiply(
      bertrun_factor(values: dy.floats(at: 0), transposed: true),
      bertrun_factor(values: x.floats(at: 0), transposed: false), rows: outputs, steps: x.count,
      columns: inputs, adds: true, into: gradients.start(of: weight))
    workspace.kernels.add_rows(
      Int64(dy.count), Int64(outputs), dy.floats(at: 0), gradients.start(of: bias))
  }

  /// `dx = dy w`, or `dx += dy w`; dx is resized unless it is added to.
  package func backward(
    _ dy: borrowing Matrix, parameters: Span<Float>, adds: Bool = false, into dx: inout Matrix,
    workspace: inout Workspace
  ) {
    precondition(dx.columns == inputs && dy.columns == outputs, "rows fit their layer")
    if !adds { dx.resize(to: dy.count) }
    precondition(dx.count == dy.count, "gradients have the rows of what they are added to")
    workspace.product.multiply(
      bertrun_factor(values: dy.floats(at: 0), transposed: false),
      bertrun_factor(values: parameters.start(of: weight), transposed: false), rows: dy.count,
      steps: outputs, columns: inputs, adds: adds, into: dx.floats(at: 0))
  }
}
