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

  /// Quantizes floats of `[rows, columns]`: each row's largest element becomes 127 or -127.
  package init(_ floats: [Float], rows: Int, columns: Int) {
    precondition(floats.count == rows * columns, "floats fill their matrix")
    var values: [Int8] = []
    values.reserveCapacity(floats.count)
    scales = []
    for row in 0..<rows {
      let elements = floats[row * columns..<(row + 1) * columns]
      let most = elements.reduce(0) { max($0, abs($1)) }
      let inverse = most > 0 && (127 / most).isFinite ? 127 / most : 0
      scales.append(inverse > 0 ? most / 127 : 0)
      values += elements.map { Int8(max(-127, min(127, ($0 * inverse).rounded(.toNearestOrEven)))) }
    }
    self.values = values
  }

  /// The numbers that it stands for.
  package func floats() -> [Float] {
    let columns = scales.isEmpty ? 0 : values.count / scales.count
    var floats = [Float](repeating: 0, count: values.count)
    for (row, scale) in scales.enumerated() {
      for i in row * columns..<(row + 1) * columns { floats[i] = Float(values[i]) * scale }
    }
    return floats
  }
}
