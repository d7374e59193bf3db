import Compute

extension TensorSource {
  /// The linear layers of a product, packed as one.
  func packed(_ product: EncoderProduct, precision: Precision, engine: Engine) throws -> PackedLinear {
    try packed(product.parts, precision: precision, engine: engine)
  }

  /// Linear layers of equal inputs, packed as one whose outputs stand side by side.
  func packed(_ parts: [LinearParameters], precision: Precision, engine: Engine) throws -> PackedLinear {
    let matrices = try parts.map { try weights($0.weight) }
    let biases = try parts.flatMap { try floats($0.bias) }
    return try PackedLinear(
      .stacked(matrices), bias: biases, inputs: parts[0].inputs, outputs: biases.count,
      precision: precision, engine: engine)
  }

  /// A layer norm.
  func packed(_ norm: NormParameters, epsilon: Float) throws -> LayerNorm {
    LayerNorm(weight: try floats(norm.weight), bias: try floats(norm.bias), epsilon: epsilon)
  }
}
