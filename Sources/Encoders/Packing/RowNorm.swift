import Compute

/// The layer norm between a masked-LM head's transform and its decoder. It stands alone, without a product before it, and
/// sees a few rows a window, so it is plain Swift.
struct RowNorm: Sendable {
  private let weight: [Float]
  private let bias: [Float]
  private let epsilon: Float

  init(weight: [Float], bias: [Float], epsilon: Float) {
    self.weight = weight
    self.bias = bias
    self.epsilon = epsilon
  }

  /// `rows = (rows − mean) / √(variance + epsilon) · weight + bias`, row by row; sums in 64 bits.
  func apply(to rows: inout Matrix) {
    let columns = weight.count
    rows.withMutableFloats { values in
      for start in stride(from: 0, to: values.count, by: columns) {
        var sum = 0.0
        for column in 0..<columns { sum += Double(values[start + column]) }
        let mean = sum / Double(columns)
        var squares = 0.0
        for column in 0..<columns {
          let distance = Double(values[start + column]) - mean
          squares += distance * distance
        }
        let scale = 1 / (squares / Double(columns) + Double(epsilon)).squareRoot()
        for column in 0..<columns {
          let normed = Float((Double(values[start + column]) - mean) * scale)
          values[start + column] = normed * weight[column] + bias[column]
        }
      }
    }
  }
}
