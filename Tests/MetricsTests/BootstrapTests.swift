import Metrics
import Testing

@Suite struct BootstrapTests {
  @Test func quantilesAreThoseOfNumPy() throws {
    struct Fixture: Decodable {
      struct Quantiles: Decodable {
        var values: [Double]
        var shares: [Double]
        var results: [Double]
      }
      var quantiles: Quantiles
    }
    let recorded = try metricsFixture("labels.json", as: Fixture.self).quantiles
    for (share, result) in zip(recorded.shares, recorded.results) {
      expectClose(Bootstrap.quantile(recorded.values, share), result)
    }
  }

  @Test func intervalsAreRepeatableAndHoldTheFigure() throws {
    let values = (0..<400).map { $0 % 4 == 0 ? 0.0 : 1.0 }
    let bootstrap = Bootstrap()
    let interval = try #require(bootstrap.interval(ofMean: values))
    #expect(interval == bootstrap.interval(ofMean: values))
    #expect(interval != Bootstrap(seed: 7).interval(ofMean: values))
    #expect(interval.low < 0.75 && interval.high > 0.75)
    // The normal approximation: 0.75 ± 1.96 √(0.75 · 0.25 / 400).
    #expect(abs(interval.low - 0.7076) < 0.01 && abs(interval.high - 0.7924) < 0.01)
    #expect(bootstrap.interval(ofMean: []) == nil)
    #expect(bootstrap.interval(ofMean: [1]) == ConfidenceInterval(low: 1, high: 1))
  }
}
