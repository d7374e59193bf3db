import Metrics
import TestSupport
import Testing

private struct LabelFixture: Decodable {
  struct Case: Decodable {
    var gold: [String]
    var predicted: [String]
    var labels: [String]
    var accuracy: Double
    var matthews: Double
    var confusion: [[Int]]
    var each: [[Double]]
    var micro: [Double]
    var macro: [Double]
    var weighted: [Double]
  }
  struct Numbers: Decodable {
    var first: [Double]
    var second: [Double]
    var pearson: Double?
    var spearman: Double?
  }
  var cases: [Case]
  var numbers: [Numbers]
}

@Suite struct LabelMetricsTests {
  @Test func figuresAreThoseOfScikitLearn() throws {
    let cases = try metricsFixture("labels.json", as: LabelFixture.self).cases
    #expect(cases.count == 24)
    for example in cases {
      var matrix = ConfusionMatrix()
      for (gold, predicted) in zip(example.gold, example.predicted) {
        matrix.add(gold: gold, predicted: predicted)
      }
      #expect(matrix.labels.count == example.labels.count)
      for (one, other) in zip(matrix.labels, example.labels) { #expect(sameBytes(one, other)) }
      #expect(matrix.rows == example.confusion)
      #expect(matrix.count(gold: example.labels[0], predicted: example.labels[0]) == example.confusion[0][0])
      expectClose(matrix.accuracy, example.accuracy)
      expectClose(matrix.matthews, example.matthews)
      for (place, label) in matrix.perLabel.enumerated() {
        expectClose(label.counts.scores.precision, example.each[0][place])
        expectClose(label.counts.scores.recall, example.each[1][place])
        expectClose(label.counts.scores.f1, example.each[2][place])
        #expect(label.counts.support == Int(example.each[3][place]))
      }
      for (average, expected) in [
        (Average.micro, example.micro), (.macro, example.macro), (.weighted, example.weighted),
      ] {
        let scores = matrix.scores(average)
        expectClose(scores.precision, expected[0], "\(average)")
        expectClose(scores.recall, expected[1], "\(average)")
        expectClose(scores.f1, expected[2], "\(average)")
      }
    }
  }

  @Test func correlationsAreThoseOfSciPy() throws {
    let numbers = try metricsFixture("labels.json", as: LabelFixture.self).numbers
    #expect(numbers.count == 12)
    for example in numbers {
      for (found, expected) in [
        (Correlation.pearson(example.first, example.second), example.pearson),
        (Correlation.spearman(example.first, example.second), example.spearman),
      ] {
        #expect((found == nil) == (expected == nil))
        if let found, let expected { expectClose(found, expected) }
      }
    }
  }

  @Test func wordsCountWhereTheirPlacesAgree() {
    var scores = PlacedTagScores()
    scores.add(
      gold: [
        PlacedTag(range: 0..<2, label: "AUX"), PlacedTag(range: 2..<5, label: "PART"),
        PlacedTag(range: 6..<8, label: "VERB"),
      ],
      predicted: [
        PlacedTag(range: 0..<5, label: "AUX"), PlacedTag(range: 6..<8, label: "NOUN"),
      ])
    #expect(scores.words == MatchCounts(truePositives: 1, falsePositives: 1, falseNegatives: 2))
    #expect(scores.tags == MatchCounts(truePositives: 0, falsePositives: 2, falseNegatives: 3))
    #expect(abs(scores.words.scores.f1 - 0.4) < 1e-12)
  }
}
