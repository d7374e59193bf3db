import Compute

extension TrainableLinear {
  init(_ linear: LinearParameters, in layout: ParameterLayout) {
    self.init(
      weight: layout.range(of: linear.weight), bias: layout.range(of: linear.bias), inputs: linear.inputs,
      outputs: linear.outputs)
  }
}

extension TrainableNorm {
  init(_ norm: NormParameters, epsilon: Float, in layout: ParameterLayout) {
    self.init(weight: layout.range(of: norm.weight), bias: layout.range(of: norm.bias), epsilon: epsilon)
  }
}

extension TrainableAttention {
  init(of architecture: Architecture) {
    self.init(
      heads: architecture.attention.heads, headWidth: architecture.width / architecture.attention.heads)
  }
}

extension AttentionBias {
  /// The biases of an encoder; none where it has no table of them.
  init(of encoder: EncoderParameters, in layout: ParameterLayout) {
    guard case .relativeBuckets(let count, let distance) = encoder.architecture.attention.bias,
      let table = encoder.attentionBias
    else {
      self.init()
      return
    }
    let reach = (encoder.architecture.positions.limit ?? 512) - 1
    self.init(
      heads: encoder.architecture.attention.heads,
      buckets: (-reach...reach).map { RelativeBuckets.bucket($0, count: count, maximumDistance: distance) },
      table: layout.range(of: table))
  }
}
