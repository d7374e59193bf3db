import Encoders

/// How the hidden states of a window's tokens, specials included, become one vector.
///
/// Source: `Pooling` of sentence-transformers.
package enum VectorPooling: String, Sendable, CaseIterable {
  /// The first token's.
  case first = "cls"
  /// The largest value of each column.
  case max
  /// The mean of each column.
  case mean
  /// The sum of each column over the square root of the count.
  case meanSquareRoot = "mean_sqrt_len_tokens"
  /// The mean weighted by the token's place, from 1.
  case weightedMean = "weightedmean"
  /// The last token's.
  case last = "lasttoken"

  /// The rows of a window that are read.
  func rows(tokens: Int) -> RowSelection {
    switch self {
    case .first: .first
    case .last: .some([Int32(tokens - 1)])
    case .max, .mean, .meanSquareRoot, .weightedMean: .all
    }
  }

  /// The vector of `rows`, `[tokens × width]` to `[width]`.
  func vector(_ rows: Scores) -> [Float] {
    let count = rows.rowCount
    guard count > 0 else { return [Float](repeating: 0, count: rows.width) }
    switch self {
    case .first: return Array(rows[0])
    case .last: return Array(rows[count - 1])
    case .max: return Self.largest(rows)
    case .mean: return Self.sum(rows) { _ in 1 }.map { Float($0 / Double(count)) }
    case .meanSquareRoot:
      return Self.sum(rows) { _ in 1 }.map { Float($0 / Double(count).squareRoot()) }
    case .weightedMean:
      return Self.sum(rows) { Double($0 + 1) }.map { Float($0 / Double(count * (count + 1) / 2)) }
    }
  }

  private static func largest(_ rows: Scores) -> [Float] {
    var largest = Array(rows[0])
    for row in 0..<rows.rowCount {
      let start = row * rows.width
      for column in largest.indices {
        largest[column] = Swift.max(largest[column], rows.values[start + column])
      }
    }
    return largest
  }

  private static func sum(_ rows: Scores, weight: (Int) -> Double) -> [Double] {
    var sum = [Double](repeating: 0, count: rows.width)
    for row in 0..<rows.rowCount {
      let weight = weight(row)
      let start = row * rows.width
      for column in sum.indices { sum[column] += weight * Double(rows.values[start + column]) }
    }
    return sum
  }
}
