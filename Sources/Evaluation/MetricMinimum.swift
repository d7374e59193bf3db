/// A figure that must be reached, such as `accuracy=95`.
package struct MetricMinimum: Sendable, Equatable {
  /// The metric's name in the report.
  package var metric: String
  /// The least value, in the report's unit: percent for rates.
  package var least: Double

  /// A figure that must be reached.
  package init(metric: String, least: Double) {
    self.metric = metric
    self.least = least
  }

  /// Reads `METRIC=X`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let least = Double(parts[1]), least.isFinite else {
      return nil
    }
    self.init(metric: String(parts[0]), least: least)
  }
}
