import Compute

extension TensorSource {
  /// A matrix as it is stored.
  package func weights(_ name: String, shape: [Int]) throws -> LinearWeights {
    if let matrix = try int8(name, shape: shape) { return .quantized(matrix) }
    return .floats(try floats(name, shape: shape))
  }

  /// The linear layers called `prefixes`, packed as one whose outputs stand side by side.
  package func linear(
    _ prefixes: [String], inputs: Int, outputs: Int, precision: Precision, engine: Engine
  ) throws -> PackedLinear {
    let parts = try prefixes.map { try weights("\($0).weight", shape: [outputs, inputs]) }
    let biases = try prefixes.flatMap { try floats("\($0).bias", shape: [outputs]) }
    return try PackedLinear(
      .stacked(parts), bias: biases, inputs: inputs, outputs: outputs * prefixes.count,
      precision: precision,
      engine: engine)
  }

  /// The layer norm called `prefix`.
  package func norm(_ prefix: String, columns: Int, epsilon: Float) throws -> LayerNorm {
    LayerNorm(
      weight: try floats("\(prefix).weight", shape: [columns]),
      bias: try floats("\(prefix).bias", shape: [columns]),
      epsilon: epsilon)
  }
}
