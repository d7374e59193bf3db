/// One label a record against its gold label.
package struct LabelReport: Sendable {
  /// Gold and predicted labels.
  package private(set) var confusion = ConfusionMatrix()
  /// The matrix's cell of each record.
  private var cells: [Int] = []

  /// A report over no record yet.
  package init() {}

  /// Counts one record.
  package mutating func add(gold: String, predicted: String) {
    cells.append(confusion.add(gold: gold, predicted: predicted))
  }

  /// How many records were counted.
  package var records: Int { cells.count }

  /// `accuracy`, `macro_f1`, `weighted_f1` in percent and `matthews` as a coefficient; intervals resample records.
  package func metrics(bootstrap: Bootstrap? = nil) -> [NamedMetric] {
    let interval = { (figure: @escaping (ConfusionMatrix) -> Double) in
      bootstrap?.interval(count: cells.count) { drawn in
        var counts = [Int](repeating: 0, count: confusion.cellCount)
        for place in drawn { counts[cells[place]] += 1 }
        return figure(confusion.counting(counts))
      }
    }
    return [
      .rate("accuracy", confusion.accuracy, interval(\.accuracy)),
      .rate("macro_f1", confusion.scores(.macro).f1, interval { $0.scores(.macro).f1 }),
      .rate("weighted_f1", confusion.scores(.weighted).f1),
      NamedMetric(name: "matthews", value: confusion.matthews),
    ]
  }

  /// One row per label.
  package var table: TextTable { TextTable(perLabel: confusion.perLabel) }
}

/// One number a record against its gold number.
package struct RegressionReport: Sendable {
  private var gold: [Double] = []
  private var predicted: [Double] = []

  /// A report over no record yet.
  package init() {}

  /// Counts one record.
  package mutating func add(gold: Double, predicted: Double) {
    self.gold.append(gold)
    self.predicted.append(predicted)
  }

  /// How many records were counted.
  package var records: Int { gold.count }

  /// `pearson` and `spearman`, as coefficients; left out where they are not defined.
  package func metrics() -> [NamedMetric] {
    [("pearson", Correlation.pearson(gold, predicted)), ("spearman", Correlation.spearman(gold, predicted))]
      .compactMap { name, value in value.map { NamedMetric(name: name, value: $0) } }
  }
}
