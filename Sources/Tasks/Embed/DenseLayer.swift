import Compute
import Foundation

/// A linear layer and its activation on a record's vector (`Dense` of sentence-transformers), in 32-bit floats.
package struct DenseLayer: Sendable, Equatable {
  /// Elements of the vector that it takes.
  package let inputs: Int
  /// Elements of the vector that it gives.
  package let outputs: Int
  /// `[inputs × outputs]`: columns of the stored matrix lie together, so that a vector is a sum of rows.
  private let weights: [Float]
  private let bias: [Float]
  private let activation: Activation

  /// A layer of a matrix `[outputs × inputs]`; nil for an activation that it does not have.
  package init?(weights: [Float], bias: [Float], inputs: Int, outputs: Int, activation: Activation) {
    precondition(
      weights.count == inputs * outputs && bias.count == outputs, "a matrix and a bias of its rows")
    switch activation {
    case .linear, .tanh, .gelu, .relu, .sigmoid, .silu: break
    default: return nil
    }
    self.inputs = inputs
    self.outputs = outputs
    self.bias = bias
    self.activation = activation
    var transposed = [Float](repeating: 0, count: weights.count)
    for output in 0..<outputs {
      for input in 0..<inputs { transposed[input * outputs + output] = weights[output * inputs + input] }
    }
    self.weights = transposed
  }

  /// The layer's vector, `[inputs]` to `[outputs]`.
  func callAsFunction(_ vector: [Float]) -> [Float] {
    var result = bias
    for input in 0..<inputs {
      let value = vector[input]
      let start = input * outputs
      for output in 0..<outputs { result[output] += value * weights[start + output] }
    }
    return activation == .linear ? result : result.map(activated)
  }

  private func activated(_ value: Float) -> Float {
    switch activation {
    case .tanh: tanh(value)
    case .gelu: value / 2 * (1 + erf(value / Float(2).squareRoot()))
    case .relu: max(value, 0)
    case .sigmoid: sigmoid(value)
    case .silu: value * sigmoid(value)
    default: value
    }
  }
}
