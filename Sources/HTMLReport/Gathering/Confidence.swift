/// How sure the model was, over any number of scores: counts in a thousand steps from 0 to 1.
struct Confidence: Sendable, Equatable {
  private static let steps = 1000

  private var counts = [Int](repeating: 0, count: steps)
  /// Scores from 0 to 1.
  private(set) var count = 0
  /// Their sum.
  private(set) var sum = 0.0
  /// Scores outside of 0 to 1, as those of a regression are.
  private(set) var outside = Outside()

  /// Scores that are no probabilities.
  struct Outside: Sendable, Equatable {
    var count = 0
    var least = Double.infinity
    var largest = -Double.infinity
  }

  /// Counts a score; one that is not a number is left out.
  mutating func add(_ score: Double) {
    guard !score.isNaN else { return }
    guard (0...1).contains(score) else {
      outside.count += 1
      outside.least = min(outside.least, score)
      outside.largest = max(outside.largest, score)
      return
    }
    counts[min(Self.steps - 1, Int(score * Double(Self.steps)))] += 1
    count += 1
    sum += score
  }

  /// The mean; nil where nothing was counted.
  var mean: Double? { count > 0 ? sum / Double(count) : nil }

  /// The score that a share of all scores lies below, to a thousandth; nil where nothing was counted.
  func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let wanted = max(1, Int((Double(count) * share).rounded(.up)))
    var passed = 0
    for (step, number) in counts.enumerated() {
      passed += number
      if passed >= wanted { return (Double(step) + 0.5) / Double(Self.steps) }
    }
    return nil
  }

  /// How many scores lie below a thousandth.
  func count(below score: Double) -> Int {
    counts.prefix(Int((score * Double(Self.steps)).rounded())).reduce(0, +)
  }

  /// The counts in so many bins of one width; `bins` divides a thousand.
  func histogram(bins: Int) -> [Int] {
    let width = Self.steps / bins
    return (0..<bins).map { bin in counts[(bin * width)..<((bin + 1) * width)].reduce(0, +) }
  }
}
