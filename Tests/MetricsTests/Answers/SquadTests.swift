import Metrics
import TestSupport
import Testing

private struct SquadFixture: Decodable {
  struct Question: Decodable {
    var gold: [String]
    var prediction: String?
    var null: Double

    var scored: ScoredQuestion { ScoredQuestion(gold: gold, prediction: prediction, nullScore: null) }
  }
  struct V1: Decodable {
    var exact_match: Double
    var f1: Double
  }
  struct V2: Decodable {
    var threshold: Double
    var exact: Double
    var f1: Double
    var total: Int
    var HasAns_exact: Double?
    var HasAns_f1: Double?
    var HasAns_total: Int?
    var NoAns_exact: Double?
    var NoAns_f1: Double?
    var NoAns_total: Int?
    var best_exact: Double
    var best_exact_thresh: Double
    var best_f1: Double
    var best_f1_thresh: Double
  }
  struct Set: Decodable {
    var questions: [Question]
    var v1: V1?
    var v2: [V2]
  }
  var normal: [[String]]
  var sets: [Set]
}

@Suite struct SquadTests {
  @Test func answersAreNormalisedAsByTheScorer() throws {
    let pairs = try metricsFixture("squad.json", as: SquadFixture.self).normal
    #expect(pairs.count > 20)
    for pair in pairs {
      let found = SquadText(pair[0]).normalized
      #expect(sameBytes(found, pair[1]), "\(pair[0].unicodeScalars.map(\.value))")
    }
  }

  @Test func figuresAreThoseOfTheScorerOfV1() throws {
    var count = 0
    for set in try metricsFixture("squad.json", as: SquadFixture.self).sets {
      guard let expected = set.v1 else { continue }
      var report = AnswerReport(rules: .v1)
      for question in set.questions { report.add(question.scored) }
      let metrics = report.metrics()
      #expect(metrics.map(\.name) == ["exact", "f1"])
      expectClose(metrics[0].value, expected.exact_match)
      expectClose(metrics[1].value, expected.f1)
      count += 1
    }
    #expect(count >= 6)
  }

  @Test func figuresAreThoseOfTheScorerOfV2() throws {
    for set in try metricsFixture("squad.json", as: SquadFixture.self).sets {
      for expected in set.v2 {
        var report = AnswerReport(rules: .v2, threshold: expected.threshold)
        for question in set.questions { report.add(question.scored) }
        var found: [String: Double] = [:]
        for metric in report.metrics() { found[metric.name] = metric.value }
        let wanted: [(String, Double?)] = [
          ("exact", expected.exact), ("f1", expected.f1), ("HasAns_exact", expected.HasAns_exact),
          ("HasAns_f1", expected.HasAns_f1), ("HasAns_total", expected.HasAns_total.map(Double.init)),
          ("NoAns_exact", expected.NoAns_exact), ("NoAns_f1", expected.NoAns_f1),
          ("NoAns_total", expected.NoAns_total.map(Double.init)), ("best_exact", expected.best_exact),
          ("best_exact_thresh", expected.best_exact_thresh), ("best_f1", expected.best_f1),
          ("best_f1_thresh", expected.best_f1_thresh),
        ]
        for (name, value) in wanted {
          #expect((found[name] == nil) == (value == nil), "\(name)")
          if let one = found[name], let value { expectClose(one, value, "\(name)") }
        }
        #expect(report.records - report.missing == expected.total)
      }
    }
  }
}
