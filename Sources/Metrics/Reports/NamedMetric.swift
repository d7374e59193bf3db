/// One figure of a report, by the name that flags and JSON use for it.
package struct NamedMetric: Sendable, Equatable {
  /// Lower case with low lines; the official scorer's spelling where there is one (`HasAns_f1`).
  package var name: String
  /// Percent for rates; coefficients, thresholds and counts as they are.
  package var value: Double
  /// In the same unit.
  package var interval: ConfidenceInterval?

  /// A figure.
  package init(name: String, value: Double, interval: ConfidenceInterval? = nil) {
    self.name = name
    self.value = value
    self.interval = interval
  }

  /// A rate given as a share of 1.
  static func rate(_ name: String, _ share: Double, _ interval: ConfidenceInterval? = nil) -> NamedMetric {
    NamedMetric(
      name: name, value: 100 * share,
      interval: interval.map { ConfidenceInterval(low: 100 * $0.low, high: 100 * $0.high) })
  }
}
