#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Sums, means and soft-max of 32-bit floats in NumPy's order.
enum NumPyFloat {
  /// NumPy's pairwise sum of a contiguous axis.
  ///
  /// Source: `pairwise_sum` in `numpy/_core/src/umath/loops_utils.h.src`.
  static func sum(_ values: ArraySlice<Float>) -> Float {
    let count = values.count
    if count < 8 { return values.reduce(-0.0, +) }
    if count > 128 {
      var half = count / 2
      half -= half % 8
      return sum(values.prefix(half)) + sum(values.dropFirst(half))
    }
    var lanes = Array(values.prefix(8))
    var position = values.startIndex + 8
    while position + 8 <= values.endIndex {
      for lane in 0..<8 { lanes[lane] += values[position + lane] }
      position += 8
    }
    let total =
      ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
    return values[position...].reduce(total, +)
  }

  /// The mean of `values`, which must not be empty.
  static func mean(_ values: [Float]) -> Float { sum(values[...]) / Float(values.count) }

  /// Replaces logits by their soft-max.
  static func softmax(_ values: inout ArraySlice<Float>) {
    guard let largest = values.max() else { return }
    for index in values.indices { values[index] = exp(values[index] - largest) }
    let total = sum(values)
    for index in values.indices { values[index] /= total }
  }

  /// The soft-max of a row of logits.
  static func softmax(_ values: [Float]) -> [Float] {
    var slice = values[...]
    softmax(&slice)
    return Array(slice)
  }

  /// The place of the first largest value; 0 of none.
  static func argmax(_ values: some RandomAccessCollection<Float>) -> Int {
    var best = 0
    var largest = -Float.infinity
    for (index, value) in values.enumerated() where value > largest {
      best = index
      largest = value
    }
    return best
  }
}
