/// Correlation of two lists of numbers of one length.
package enum Correlation {
  /// Pearson's coefficient; nil for fewer than two pairs, or where one side never varies.
  package static func pearson(_ first: [Double], _ second: [Double]) -> Double? {
    precondition(first.count == second.count, "correlation needs two lists of one length")
    guard first.count > 1 else { return nil }
    let count = Double(first.count)
    let means = (first.reduce(0, +) / count, second.reduce(0, +) / count)
    var products = 0.0
    var squares = (0.0, 0.0)
    for (one, other) in zip(first, second) {
      let distances = (one - means.0, other - means.1)
      products += distances.0 * distances.1
      squares.0 += distances.0 * distances.0
      squares.1 += distances.1 * distances.1
    }
    guard squares.0 > 0, squares.1 > 0 else { return nil }
    return max(-1, min(1, products / (squares.0 * squares.1).squareRoot()))
  }

  /// Spearman's coefficient: Pearson's of the ranks; equal numbers share the mean of their ranks.
  package static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
    pearson(ranks(first), ranks(second))
  }

  /// Ranks from 1 on.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
