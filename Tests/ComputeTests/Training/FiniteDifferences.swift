import Compute
import TestSupport

/// What the loss does when each of the values moves by a step both ways.
struct Differences {
  private let values: [Float]

  init(at point: [Float], step: Float = 0.01, _ loss: ([Float]) throws -> Double) rethrows {
    values = try point.indices.map { i in
      var moved = point
      moved[i] = point[i] + step
      let above = try loss(moved)
      moved[i] = point[i] - step
      return Float((above - (try loss(moved))) / (2 * Double(step)))
    }
  }

  /// The largest difference from gradients, as a share of the largest one; not small where any of it is not a number.
  func error(of gradients: [Float]) -> Double {
    largestDifference(gradients, values) / Double(values.reduce(0) { max($0, abs($1)) })
  }
}

/// The sum of products, in 64 bits: a loss whose gradient by `scores` is `weights`.
func weighed(_ scores: [Float], _ weights: [Float]) -> Double {
  zip(scores, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

extension Matrix {
  /// A matrix of these floats, row by row.
  static func of(_ floats: [Float], columns: Int) -> Matrix {
    var matrix = Matrix(columns: columns, forms: .f32)
    matrix.resize(to: floats.count / columns)
    matrix.withMutableFloats { span in for i in floats.indices { span[i] = floats[i] } }
    return matrix
  }
}

/// Calls `body` with zeros to add gradients to, and returns what it made of them.
func gradients(_ count: Int, _ body: (inout MutableSpan<Float>) throws -> Void) rethrows -> [Float] {
  var values = [Float](repeating: 0, count: count)
  var span = values.mutableSpan
  try body(&span)
  return values
}
