/// A matrix in our int8 form of `[rows, columns]`: row `r` holds `scales[r] * values[r, …]`.
package struct QuantizedMatrix: Sendable {
  /// Values in [-127, 127], row by row.
  package var values: [Int8]
  /// One scale a row.
  package var scales: [Float]

  /// Creates a quantized matrix from its parts.
  package init(values: [Int8], scales: [Float]) {
    self.values = values
    self.scales = scales
  }
}
