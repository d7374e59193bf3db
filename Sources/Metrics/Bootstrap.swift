/// A statistic's confidence interval.
package struct ConfidenceInterval: Sendable, Equatable {
  /// The lower end.
  package var low: Double
  /// The upper end.
  package var high: Double

  /// An interval from `low` to `high`.
  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}

/// Percentile bootstrap: how far a figure would move on other records of the same kind.
///
/// Deterministic: the same records, seed and number of samples give the same interval.
package struct Bootstrap: Sendable {
  /// How many samples are drawn.
  package var samples: Int
  /// The share of samples that the interval covers.
  package var level: Double
  /// Where the random numbers start.
  package var seed: UInt64

  /// 1,000 samples at 95 % unless said otherwise.
  package init(samples: Int = 1000, level: Double = 0.95, seed: UInt64 = 42) {
    self.samples = samples
    self.level = level
    self.seed = seed
  }

  /// The interval of `statistic` over `count` records; it is given the places of the records drawn, some of them
  /// more than once. Nil for no records.
  package func interval(count: Int, statistic: ([Int]) -> Double) -> ConfidenceInterval? {
    guard count > 0, samples > 0 else { return nil }
    var generator = SplitMix64(seed: seed)
    var drawn = [Int](repeating: 0, count: count)
    var values: [Double] = []
    values.reserveCapacity(samples)
    for _ in 0..<samples {
      for place in drawn.indices { drawn[place] = generator.next(below: count) }
      values.append(statistic(drawn))
    }
    values.sort()
    let tail = (1 - level) / 2
    return ConfidenceInterval(low: Self.quantile(values, tail), high: Self.quantile(values, 1 - tail))
  }

  /// The interval of a mean.
  package func interval(ofMean values: [Double]) -> ConfidenceInterval? {
    interval(count: values.count) { drawn in
      drawn.reduce(0) { $0 + values[$1] } / Double(drawn.count)
    }
  }

  /// The interval of a figure of summed counts.
  package func interval(
    of counts: [MatchCounts], figure: (MatchCounts) -> Double
  ) -> ConfidenceInterval? {
    interval(count: counts.count) { drawn in figure(drawn.reduce(into: MatchCounts()) { $0 += counts[$1] }) }
  }

  /// A quantile of sorted values, linear between neighbours (NumPy's default).
  package static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = Int(place.rounded(.down))
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
  }
}

/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to `bound`, by multiplication; the bias is below 2⁻⁴⁰ for any real number of records.
  mutating func next(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }
}
