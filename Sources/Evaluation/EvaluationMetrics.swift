import Checkpoints
import Metrics

/// The metrics that a task's evaluation can have, for minimums to be checked before a long run.
package enum EvaluationMetrics {
  private static let spans = ["precision", "recall", "f1", "macro_f1"]
  private static let words = ["words_precision", "words_recall", "words_f1", "aligned_accuracy"]
  private static let answers =
    ["exact", "f1"] + ["HasAns", "NoAns"].flatMap { ["\($0)_exact", "\($0)_f1", "\($0)_total"] }
    + ["best_exact", "best_exact_thresh", "best_f1", "best_f1_thresh"]
  private static let labels = ["accuracy", "macro_f1", "weighted_f1", "matthews"]
  private static let numbers = ["pearson", "spearman"]

  /// The names, in the order of reports.
  static func names(of task: TaskName) -> [String] {
    switch task {
    case .tag: ["accuracy"] + spans + words
    case .qa: answers
    case .pair: labels + numbers
    case .fillMask, .nsp, .embed: []
    }
  }

  /// Refuses minimums of metrics that are not among `names`.
  static func check(_ minimums: [MetricMinimum], among names: [String]) throws(EvaluationFault) {
    for minimum in minimums where !names.contains(where: { $0.utf8.elementsEqual(minimum.metric.utf8) }) {
      throw .unknownMetric(minimum.metric, known: names)
    }
  }

  /// The minimums that figures do not reach, with those figures; a figure that is no number reaches none.
  package static func missed(
    _ minimums: [MetricMinimum], _ metrics: [NamedMetric]
  ) -> [(minimum: MetricMinimum, value: Double)] {
    minimums.compactMap { minimum in
      guard let metric = metrics.first(where: { $0.name.utf8.elementsEqual(minimum.metric.utf8) }),
        !(metric.value >= minimum.least)
      else { return nil }
      return (minimum, metric.value)
    }
  }
}
