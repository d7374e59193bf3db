import Metrics
import Testing

private struct SpanFixture: Decodable {
  struct Case: Decodable {
    var scheme: String?
    var gold: [[String]]
    var predicted: [[String]]
    var detected: String?
    /// Precision, recall, F1 and support, a column a type.
    var each: [[Double]]
    var micro: [Double]?
    var macro: [Double]?
    var weighted: [Double]?
    var accuracy: Double?
  }
  var cases: [Case]
}

@Suite struct SpanScoresTests {
  @Test func figuresAreThoseOfSeqeval() throws {
    let fixture = try metricsFixture("spans.json", as: SpanFixture.self)
    #expect(fixture.cases.count == 112)
    for (number, example) in fixture.cases.enumerated() {
      let scheme = try example.scheme.map { try #require(SpanScheme(rawValue: $0)) }
      var report = TagReport(spans: scheme.map { .strict($0) } ?? .lenient)
      for (gold, predicted) in zip(example.gold, example.predicted) {
        try report.add(gold: gold, predicted: predicted)
      }
      let spans = try #require(report.spans)
      let types = spans.perType
      #expect(types.count == example.each[0].count, "case \(number)")
      for (place, type) in types.enumerated() where place < example.each[0].count {
        let scores = type.counts.scores
        expectClose(scores.precision, example.each[0][place], "case \(number), type \(type.name)")
        expectClose(scores.recall, example.each[1][place], "case \(number), type \(type.name)")
        expectClose(scores.f1, example.each[2][place], "case \(number), type \(type.name)")
        #expect(type.counts.support == Int(example.each[3][place]), "case \(number), type \(type.name)")
      }
      for (average, expected) in [
        (Average.micro, example.micro), (.macro, example.macro), (.weighted, example.weighted),
      ] {
        guard let expected else { continue }
        let scores = spans.scores(average)
        expectClose(scores.precision, expected[0], "case \(number), \(average)")
        expectClose(scores.recall, expected[1], "case \(number), \(average)")
        expectClose(scores.f1, expected[2], "case \(number), \(average)")
      }
      if let accuracy = example.accuracy {
        expectClose(report.confusion.accuracy, accuracy, "case \(number)")
      }
    }
  }

  @Test func schemesAreDetectedAsBySeqeval() throws {
    let cases = try metricsFixture("spans.json", as: SpanFixture.self).cases
    #expect(cases.count == 112)
    for example in cases {
      let labels = example.gold.flatMap { $0 }
      #expect(SpanScheme.detected(in: labels)?.rawValue == example.detected, "\(labels)")
    }
  }

  @Test func wrongLabelsAreErrors() {
    var scores = SpanScores(mode: .strict(.iob2))
    #expect(throws: MetricsError.noPrefix(label: "NOUN")) {
      try scores.add(gold: ["NOUN"], predicted: ["O"])
    }
    #expect(throws: MetricsError.outsideScheme(label: "S-A", scheme: .iob2)) {
      try scores.add(gold: ["S-A"], predicted: ["O"])
    }
    #expect(throws: MetricsError.lengths(gold: 1, predicted: 2)) {
      try scores.add(gold: ["O"], predicted: ["O", "O"])
    }
  }
}
