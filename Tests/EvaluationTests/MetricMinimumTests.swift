import Evaluation
import Metrics
import Testing

/// Figures that must be reached.
@Suite struct MetricMinimumTests {
  @Test func aMinimumIsReadFromItsFlag() {
    #expect(MetricMinimum("f1=82.5") == MetricMinimum(metric: "f1", least: 82.5))
    for wrong in ["f1", "=3", "f1=", "f1=x", "f1=1=2", "f1=nan", "f1=inf"] {
      #expect(MetricMinimum(wrong) == nil, "\(wrong)")
    }
  }

  @Test(arguments: [(95.0, false), (94.99, true), (.nan, true), (-Double.infinity, true)])
  func whatIsBelowOrNoNumberIsMissed(value: Double, isMissed: Bool) {
    let minimum = MetricMinimum(metric: "accuracy", least: 95)
    let missed = EvaluationMetrics.missed([minimum], [NamedMetric(name: "accuracy", value: value)])
    #expect(missed.map(\.minimum) == (isMissed ? [minimum] : []))
  }
}
