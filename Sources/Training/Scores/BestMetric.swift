import Checkpoints

/// A figure of a head by which models of one run are compared.
package struct BestMetric: Sendable, Equatable {
  /// The head.
  package let head: String
  /// The metrics of which the first that the report has counts.
  package let metrics: [String]

  /// A figure of a head.
  package init(head: String, metrics: [String]) {
    self.head = head
    self.metrics = metrics
  }

  /// What is best by default for a task.
  package static func usual(_ task: TaskName) -> [String] {
    switch task {
    case .qa: ["f1"]
    case .pair: ["accuracy", "pearson"]
    default: ["f1", "accuracy"]
    }
  }

  /// The mean of figures; throws where a head has none of the metrics.
  static func score(_ wanted: [BestMetric], _ scores: [HeadScores]) throws(TrainingFault) -> Double {
    var sum = 0.0
    for metric in wanted {
      let head = scores.first { $0.name.utf8.elementsEqual(metric.head.utf8) }
      let found = metric.metrics.lazy.compactMap { name in
        head?.metrics.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
      }.first
      guard let found else {
        throw .unknownMetric(
          "\(metric.head).\(metric.metrics.first ?? "")",
          known: scores.flatMap { head in head.metrics.map { "\(head.name).\($0.name)" } })
      }
      sum += found
    }
    return sum / Double(max(1, wanted.count))
  }
}
