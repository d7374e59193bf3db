import Compute

/// Where an encoder takes its parameters from, by canonical name (`TensorNames`).
package protocol TensorSource {
  /// Values of a tensor as 32-bit floats, row by row, whatever the file stores them as.
  ///
  /// Throws where the tensor is missing or has another shape.
  func floats(_ name: String, shape: [Int]) throws -> [Float]

  /// A matrix as stored in 8 bits, nil where the file stores it otherwise.
  ///
  /// Throws where the tensor is missing or has another shape.
  func int8(_ name: String, shape: [Int]) throws -> QuantizedMatrix?
}
