/// What attention adds to a head's score of a key, by its distance from the query: of each bucket of distances a number that is
/// learnt. Spread over the distances, with the gradients there.
package struct AttentionBias: ~Copyable {
  /// The largest distance; 0 where there are no biases.
  let reach: Int
  private let heads: Int
  /// The bucket of each distance, from −reach on.
  private let buckets: [Int]
  /// The place of the table `[buckets × heads]`.
  private let table: Range<Int>
  private var values: Matrix
  private var gradients: Matrix

  /// No biases.
  package init() {
    self.init(heads: 0, buckets: [0], table: 0..<0)
  }

  /// Biases of heads whose table lies at a place of the parameters; `buckets` has one for each distance from −reach to reach.
  package init(heads: Int, buckets: [Int], table: Range<Int>) {
    precondition(buckets.count % 2 == 1, "distances reach equally far on both sides")
    precondition(heads == 0 || buckets.allSatisfy { ($0 + 1) * heads <= table.count }, "buckets have rows")
    self.heads = heads
    self.buckets = buckets
    self.table = table
    reach = buckets.count / 2
    values = Matrix(columns: buckets.count, forms: .f32)
    gradients = Matrix(columns: buckets.count, forms: .f32)
    values.resize(to: heads)
    gradients.resize(to: heads)
  }

  /// Reads the table, and forgets gradients.
  package mutating func load(_ parameters: Span<Float>) {
    guard heads > 0 else { return }
    let (start, values) = (parameters.start(of: table), values.floats(at: 0))
    for head in 0..<heads {
      for (distance, bucket) in buckets.enumerated() {
        // The kernel computes powers of two.
        values[head * buckets.count + distance] =
          start[bucket * heads + head] * Float(1.442_695_040_888_963_4)
      }
    }
    gradients.clear()
  }

  /// Adds the gradients of all distances to those of their buckets.
  package func addGradients(to array: inout MutableSpan<Float>) {
    guard heads > 0 else { return }
    let (start, gradients) = (array.start(of: table), gradients.floats(at: 0))
    for head in 0..<heads {
      for (distance, bucket) in buckets.enumerated() {
        start[bucket * heads + head] += gradients[head * buckets.count + distance]
      }
    }
  }

  var start: UnsafePointer<Float>? { heads > 0 ? UnsafePointer(values.floats(at: 0)) : nil }
  var gradientStart: UnsafeMutablePointer<Float>? { heads > 0 ? gradients.floats(at: 0) : nil }
}
