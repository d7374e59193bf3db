import CKernels

/// Products of two matrices of floats that change from call to call, such as those of training, for one thread. Weights are
/// packed in each call, into memory that is kept for the next.
///
/// All matrices lie row by row without gaps. A result depends on the factors alone: sums run in the order of the steps.
package struct MatrixProduct: ~Copyable {
  private let kernels: bertrun_kernels
  private var workspace = Scratch()

  /// Creates the products of an engine's processor.
  package init(_ engine: borrowing Engine) {
    kernels = engine.processor.kernels
  }

  /// A linear layer's outputs, `y = x wᵀ`: x is `[rows × inputs]`, w `[outputs × inputs]`, y `[rows × outputs]`.
  package mutating func outputs(
    _ y: inout MutableSpan<Float>, of x: Span<Float>, weights w: Span<Float>, rows: Int, inputs: Int,
    outputs: Int
  ) {
    multiply(
      x, transposed: false, w, transposed: true, rows: rows, steps: inputs, columns: outputs, adds: false,
      into: &y)
  }

  /// The gradient of its inputs, `dx = dy w`: dx is `[rows × inputs]`, dy `[rows × outputs]`, w `[outputs × inputs]`.
  package mutating func inputGradient(
    _ dx: inout MutableSpan<Float>, of dy: Span<Float>, weights w: Span<Float>, rows: Int, inputs: Int,
    outputs: Int
  ) {
    multiply(
      dy, transposed: false, w, transposed: false, rows: rows, steps: outputs, columns: inputs, adds: false,
      into: &dx)
  }

  /// Adds the gradient of its weights, `dw += dyᵀ x`: dw is `[outputs × inputs]`, dy `[rows × outputs]`, x
  /// `[rows × inputs]`.
  package mutating func addWeightGradient(
    _ dw: inout MutableSpan<Float>, of dy: Span<Float>, inputs x: Span<Float>, rows: Int, inputs: Int,
    outputs: Int
  ) {
    multiply(
      dy, transposed: true, x, transposed: false, rows: outputs, steps: rows, columns: inputs, adds: true,
      into: &dw)
  }

  /// `c = a b`, or `c += a b` where it adds: a is `[rows × steps]`, b `[steps × columns]`, c `[rows × columns]`. A factor
  /// that is transposed lies as `[steps × rows]` or `[columns × steps]`.
  package mutating func multiply(
    _ a: Span<Float>, transposed aIsTransposed: Bool, _ b: Span<Float>, transposed bIsTransposed: Bool,
    rows: Int, steps: Int, columns: Int, adds: Bool, into c: inout MutableSpan<Float>
  ) {
    precondition(
      a.count == rows * steps && b.count == steps * columns && c.count == rows * columns,
      "matrices fit each other")
    let memory = workspace.bytes(kernels.matrix_workspace(Int64(columns)))
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          var left = bertrun_factor(values: a.baseAddress, transposed: aIsTransposed)
          var right = bertrun_factor(values: b.baseAddress, transposed: bIsTransposed)
          guard let c = c.baseAddress else { return }
          kernels.matrix_product(
            Int64(rows), Int64(steps), Int64(columns), &left, &right, nil, adds, c, memory)
        }
      }
    }
  }

  /// The same of matrices whose sizes the caller knows to fit; where nothing is added to, `bias` is, if it is given.
  mutating func multiply(
    _ a: bertrun_factor, _ b: bertrun_factor, rows: Int, steps: Int, columns: Int,
    bias: UnsafePointer<Float>? = nil, adds: Bool, into c: UnsafeMutablePointer<Float>
  ) {
    var (a, b) = (a, b)
    let memory = workspace.bytes(kernels.matrix_workspace(Int64(columns)))
    kernels.matrix_product(Int64(rows), Int64(steps), Int64(columns), &a, &b, bias, adds, c, memory)
  }
}
