import Metrics
import Testing

@Suite struct ReportTests {
  @Test func tagsGiveAccuracyAndATable() throws {
    var report = TagReport()
    try report.add(gold: ["NOUN", "VERB", "NOUN"], predicted: ["NOUN", "NOUN", nil])
    #expect(report.metrics() == [NamedMetric(name: "accuracy", value: 100 * (1.0 / 3))])
    #expect(
      report.table.rendered() == """
                  precision  recall     f1  support
        (none)         0.00    0.00   0.00        0
        NOUN          50.00   50.00  50.00        2
        VERB           0.00    0.00   0.00        1
        micro         33.33   33.33  33.33        3
        macro         16.67   16.67  16.67        3
        weighted      33.33   33.33  33.33        3

        """)
  }

  @Test func spansGivePrecisionRecallAndF1() throws {
    var report = TagReport(spans: .lenient)
    try report.add(gold: ["B-PER", "I-PER", "O"], predicted: ["B-PER", nil, "B-LOC"])
    let metrics = report.metrics(bootstrap: Bootstrap(samples: 10))
    #expect(metrics.map(\.name) == ["accuracy", "precision", "recall", "f1", "macro_f1"])
    #expect(metrics.map { $0.value.rounded() } == [33, 0, 0, 0, 0])
    #expect(metrics[1].interval == ConfidenceInterval(low: 0, high: 0))
    #expect(report.records == 1)
  }

  @Test func labelsGiveAccuracyAndIntervals() {
    var report = LabelReport()
    for place in 0..<100 {
      report.add(gold: place % 2 == 0 ? "yes" : "no", predicted: place % 5 == 0 ? "no" : "yes")
    }
    let metrics = report.metrics(bootstrap: Bootstrap(samples: 200))
    #expect(metrics.map(\.name) == ["accuracy", "macro_f1", "weighted_f1", "matthews"])
    #expect(metrics[0].value == 50)
    #expect((metrics[0].interval?.low ?? 100) < 50 && (metrics[0].interval?.high ?? 0) > 50)
    #expect(metrics[1].interval != nil && metrics[3].interval == nil)
    #expect(
      TextTable(confusion: report.confusion).rendered() == """
             no  yes
        no   10   40
        yes  10   40

        """)
  }

  @Test func numbersGiveCorrelations() {
    var report = RegressionReport()
    report.add(gold: 1, predicted: 2)
    #expect(report.metrics().isEmpty)
    report.add(gold: 2, predicted: 4)
    #expect(
      report.metrics() == [NamedMetric(name: "pearson", value: 1), NamedMetric(name: "spearman", value: 1)])
  }

  @Test func decimalsRoundHalvesAwayFromZero() {
    #expect(TextTable.percent(0.99995) == "100.00")
    #expect(TextTable.decimal(-0.004) == "0.00")
    #expect(TextTable.decimal(-1.125) == "-1.13")
    #expect(TextTable.decimal(7) == "7.00")
  }
}
