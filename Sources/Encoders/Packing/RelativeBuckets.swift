import Compute
import Foundation

/// T5's buckets of the distance between a key and a query, as MPNet has them.
///
/// `MPNetEncoder.relative_position_bucket` in `transformers/models/mpnet/modeling_mpnet.py`.
package enum RelativeBuckets {
  /// The bucket of a distance key − query: half of the buckets for each sign, exact below a quarter of them, then
  /// logarithmic up to `maximumDistance`.
  package static func bucket(_ distance: Int, count: Int, maximumDistance: Int) -> Int {
    let half = count / 2
    let side = distance > 0 ? half : 0
    let length = abs(distance)
    let exact = half / 2
    if length < exact { return side + length }
    // In 32-bit floats as there: a distance at an edge falls to the side that rounding takes it to.
    let share = logf(Float(length) / Float(exact)) / Float(log(Double(maximumDistance) / Double(exact)))
    return side + min(exact + Int(share * Float(half - exact)), half - 1)
  }

  /// Biases `[heads × (2 reach + 1)]` by distance, from a table `[buckets × heads]`.
  package static func spread(_ table: [Float], count: Int, heads: Int, maximumDistance: Int, reach: Int)
    -> [Float]
  {
    let buckets = (-reach...reach).map { bucket($0, count: count, maximumDistance: maximumDistance) }
    return (0..<heads).flatMap { head in buckets.map { table[$0 * heads + head] } }
  }
}
