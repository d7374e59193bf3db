import Compute

/// Where the values of parameters come from: a checkpoint's files, memory, or an initialiser.
package protocol TensorSource {
  /// The values as 32-bit floats, row by row, whatever they are stored as.
  ///
  /// Throws where they are missing or have another shape.
  func floats(_ parameter: Parameter) throws -> [Float]

  /// A matrix as stored in 8 bits, nil where it is stored otherwise.
  ///
  /// Throws where it is missing or has another shape.
  func int8(_ parameter: Parameter) throws -> QuantizedMatrix?
}

extension TensorSource {
  /// Most sources store floats.
  package func int8(_ parameter: Parameter) throws -> QuantizedMatrix? { nil }

  /// A matrix as it is stored.
  package func weights(_ parameter: Parameter) throws -> LinearWeights {
    if let matrix = try int8(parameter) { return .quantized(matrix) }
    return .floats(try floats(parameter))
  }
}
