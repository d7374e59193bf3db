import Metrics

/// The minimums that an evaluation must reach, checked before a long run and after it.
package enum EvaluationMetrics {
  /// Refuses minimums of metrics that are not among `names`.
  static func check(_ minimums: [MetricMinimum], among names: [String]) throws(EvaluationFault) {
    for minimum in minimums where !names.contains(where: { $0.utf8.elementsEqual(minimum.metric.utf8) }) {
      throw .unknownMetric(minimum.metric, known: names)
    }
  }

  /// The minimums that figures do not reach, with those figures; a figure that is not a number reaches none.
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
