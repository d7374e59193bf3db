import Compute
import Tasks

/// What was measured of some work: speed, and where the time goes.
package struct BenchFigure: Sendable {
  private static let warmUps = 3

  /// Batches that were measured, of all threads.
  var batches = 0
  /// Tokens a second of all threads together: the median of the rounds in which every thread computes a batch.
  var median = 0.0
  /// The first and third quartile of the rounds.
  var quartiles = (low: 0.0, high: 0.0)
  /// Each stage's share of the time.
  var stages: [(stage: StageTimes.Stage, share: Double)] = []

  /// One thread's measurements.
  private struct Part: Sendable {
    var tokens: [Int] = []
    var seconds: [Double] = []
    var times = StageTimes()
  }

  /// Computes batches over and over on all threads, at least `batches` of them and `seconds` long.
  package static func measure(
    _ work: BenchWork, on model: TaskModel, threads: Int, batches: Int, seconds: Double
  ) throws(ComputeError) -> BenchFigure {
    let share = (batches + threads - 1) / threads
    let parts = try Crew.run(threads) { (number, gate) throws(ComputeError) -> Part in
      var workspace = try model.makeWorkspace()
      // Every thread begins elsewhere, and all of them see every batch.
      var next = work.batches.count * number / threads
      func batch() -> BenchWork.Batch {
        defer { next += 1 }
        return work.batches[next % work.batches.count]
      }
      for _ in 0..<warmUps { _ = model.scores(of: batch().windows, workspace: &workspace) }
      var part = Part()
      gate.pass()
      workspace.times = StageTimes()
      let start = ContinuousClock.now
      var last = start
      while part.tokens.count < share || (last - start).seconds < seconds {
        let batch = batch()
        _ = model.scores(of: batch.windows, workspace: &workspace)
        let now = ContinuousClock.now
        part.tokens.append(batch.tokens)
        part.seconds.append((now - last).seconds)
        last = now
      }
      part.times = workspace.times ?? StageTimes()
      gate.finish()
      // The others are not to have the processor for themselves.
      while !gate.isOver { _ = model.scores(of: batch().windows, workspace: &workspace) }
      return part
    }
    return BenchFigure(parts)
  }

  private init(_ parts: [Part]) {
    let rounds = parts.map(\.tokens.count).min() ?? 0
    let rates = (0..<rounds).map { round in
      parts.reduce(0) { $0 + Double($1.tokens[round]) / $1.seconds[round] }
    }.sorted()
    batches = parts.reduce(0) { $0 + $1.tokens.count }
    median = Self.quantile(rates, 0.5)
    quartiles = (Self.quantile(rates, 0.25), Self.quantile(rates, 0.75))
    let spent = StageTimes.Stage.allCases.map { stage in
      (stage: stage, time: parts.reduce(0) { $0 + Double($1.times[stage]) })
    }
    let all = max(1, spent.reduce(0) { $0 + $1.time })
    stages = spent.map { ($0.stage, $0.time / all) }
  }

  /// A quantile of ascending numbers, between two of them where it falls between.
  package static func quantile(_ ascending: [Double], _ share: Double) -> Double {
    guard let last = ascending.last else { return 0 }
    let place = share * Double(ascending.count - 1)
    let index = Int(place)
    guard index + 1 < ascending.count else { return last }
    return ascending[index] + (place - Double(index)) * (ascending[index + 1] - ascending[index])
  }
}
