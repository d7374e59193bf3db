import CKernels

/// Parameters of a layer norm: `(x − mean) / √(variance + epsilon) · weight + bias`, along a row.
package final class LayerNorm: Sendable {
  /// Elements of a row.
  package let columns: Int
  private let weight: AlignedMemory
  private let bias: AlignedMemory
  private let epsilon: Float

  /// Creates a norm from its parameters, one of each a column.
  package init(weight: [Float], bias: [Float], epsilon: Float) {
    precondition(weight.count == bias.count, "a norm has as many weights as biases")
    self.columns = weight.count
    self.weight = AlignedMemory(weight)
    self.bias = AlignedMemory(bias)
    self.epsilon = epsilon
  }

  var parameters: bertrun_norm {
    bertrun_norm(weight: weight.bound(to: Float.self), bias: bias.bound(to: Float.self), epsilon: epsilon)
  }
}
