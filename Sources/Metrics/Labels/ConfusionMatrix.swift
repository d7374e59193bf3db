/// How often each gold label was predicted as each label: all classification figures come from it.
package struct ConfusionMatrix: Sendable {
  private var index = LabelIndex()
  private var places: [Pair: Int] = [:]
  private var pairs: [Pair] = []
  private var counts: [Int] = []

  /// A gold and a predicted label, by number.
  private struct Pair: Hashable, Sendable {
    var gold: Int
    var predicted: Int
  }

  /// A matrix of zeros.
  package init() {}

  /// Counts one record; returns the number of its cell, in the order in which cells turned up.
  @discardableResult
  package mutating func add(gold: String, predicted: String) -> Int {
    let pair = Pair(gold: index.number(of: gold), predicted: index.number(of: predicted))
    if let place = places[pair] {
      counts[place] += 1
      return place
    }
    places[pair] = pairs.count
    pairs.append(pair)
    counts.append(1)
    return pairs.count - 1
  }

  /// How many cells are not zero.
  var cellCount: Int { pairs.count }

  /// The matrix with other counts in its cells.
  func counting(_ counts: [Int]) -> ConfusionMatrix {
    precondition(counts.count == pairs.count, "a count for each cell")
    var other = self
    other.counts = counts
    return other
  }

  /// The labels of either side, in the order of their code points.
  package var labels: [String] { index.sortedNumbers.map { index.names[$0] } }

  /// How often `gold` was predicted as `predicted`.
  package func count(gold: String, predicted: String) -> Int {
    guard let row = index.existingNumber(of: gold), let column = index.existingNumber(of: predicted),
      let place = places[Pair(gold: row, predicted: column)]
    else { return 0 }
    return counts[place]
  }

  /// All counts, rows gold and columns predicted, both in the order of `labels`.
  package var rows: [[Int]] {
    let numbers = index.sortedNumbers
    return numbers.map { gold in
      numbers.map { places[Pair(gold: gold, predicted: $0)].map { counts[$0] } ?? 0 }
    }
  }

  /// The number of records.
  package var total: Int { counts.reduce(0, +) }

  /// The number of records with the right label.
  package var correct: Int {
    zip(pairs, counts).reduce(0) { $0 + ($1.0.gold == $1.0.predicted ? $1.1 : 0) }
  }

  /// The share of records with the right label; 0 of none.
  package var accuracy: Double { MatchCounts.ratio(correct, total) }

  /// The labels of either side with their counts, in the order of `labels`.
  package var perLabel: [(name: String, counts: MatchCounts)] {
    let matches = matchesByNumber
    return index.sortedNumbers.map { (index.names[$0], matches[$0]) }
  }

  /// Precision, recall and F1 over all labels of either side, as scikit-learn has them with `zero_division=0`.
  package func scores(_ average: Average) -> MatchScores {
    average.scores(of: matchesByNumber.filter { $0.support + $0.predicted > 0 })
  }

  /// Matthews' correlation coefficient for any number of labels; 0 where one side has one label only.
  ///
  /// Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).
  package var matthews: Double {
    let total = Double(total)
    var crossed = 0.0
    var predictedSquares = 0.0
    var goldSquares = 0.0
    for matches in matchesByNumber {
      let predicted = Double(matches.predicted)
      let gold = Double(matches.support)
      crossed += predicted * gold
      predictedSquares += predicted * predicted
      goldSquares += gold * gold
    }
    let spread = (total * total - predictedSquares) * (total * total - goldSquares)
    return spread == 0 ? 0 : (Double(correct) * total - crossed) / spread.squareRoot()
  }

  private var matchesByNumber: [MatchCounts] {
    var matches = [MatchCounts](repeating: MatchCounts(), count: index.names.count)
    for (pair, count) in zip(pairs, counts) {
      if pair.gold == pair.predicted {
        matches[pair.gold].truePositives += count
      } else {
        matches[pair.gold].falseNegatives += count
        matches[pair.predicted].falsePositives += count
      }
    }
    return matches
  }
}
