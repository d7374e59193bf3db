/// A matrix of parameters as its file stores it.
package enum LinearWeights: Sendable {
  /// Row by row; of a linear layer `[outputs × inputs]`.
  case floats([Float])
  /// The same in 8 bits with one scale per row.
  case quantized(QuantizedMatrix)

  /// Number of elements.
  package var count: Int {
    switch self {
    case .floats(let floats): floats.count
    case .quantized(let matrix): matrix.values.count
    }
  }

  /// The elements as floats.
  package var floats: [Float] {
    switch self {
    case .floats(let floats): floats
    case .quantized(let matrix): matrix.floats()
    }
  }

  /// Several matrices of equal row length as one, the first one's rows first. In 8 bits only where all are.
  package static func stacked(_ parts: [LinearWeights]) -> LinearWeights {
    var whole = QuantizedMatrix(values: [], scales: [])
    for part in parts {
      guard case .quantized(let matrix) = part else { return .floats(joined(parts)) }
      whole.values += matrix.values
      whole.scales += matrix.scales
    }
    return .quantized(whole)
  }

  private static func joined(_ parts: [LinearWeights]) -> [Float] {
    var whole: [Float] = []
    whole.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { whole += part.floats }
    return whole
  }
}
