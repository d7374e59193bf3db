import Compute
import Encoders

/// The most that products of a model's own shapes reach with all threads at once.
package struct ProductPeak: Sendable {
  /// Heights that are tried: a product may be faster on more rows than a batch has.
  private static let heights = [64, 128, 256, 512, 1024]
  private static let warmUps = 2
  /// How long a product of one shape and height is measured.
  private static let patience = Duration.milliseconds(40)

  /// Operations a second of all threads together.
  var rate: Double
  /// Elements of an input row of the best product.
  var inputs: Int
  /// Elements of an output row of it.
  var outputs: Int
  /// Its rows.
  var rows: Int

  /// Measures the products of an encoder; nil where the processor cannot multiply so.
  package static func measure(
    _ architecture: Architecture, precision: Precision, engine: Engine, threads: Int
  ) throws(ComputeError) -> ProductPeak? {
    var best: ProductPeak?
    for shape in architecture.productShapes {
      for rows in heights {
        let rates = try Crew.run(threads) { (_, gate) throws(ComputeError) -> Double in
          guard
            let trial = ProductTrial(
              rows: rows, inputs: shape.inputs, outputs: shape.outputs, precision: precision, engine: engine)
          else { return 0 }
          return rate(gate) {
            trial.run()
            return trial.operations
          }
        }
        let reached = rates.reduce(0, +)
        if reached > best?.rate ?? 0 {
          best = ProductPeak(
            rate: reached, inputs: shape.inputs, outputs: shape.outputs, rows: rows)
        }
      }
    }
    return best
  }

  /// The most that the processor's own instruction reaches with all threads at once, in operations a second: what no product
  /// exceeds. Nil where that is not known.
  package static func machineRate(
    _ precision: Precision, engine: Engine, threads: Int
  ) throws(ComputeError) -> Double? {
    guard let trial = PeakTrial(precision: precision, engine: engine) else { return nil }
    return try Crew.run(threads) { (_, gate) throws(ComputeError) -> Double in
      rate(gate) { trial.run() }
    }.reduce(0, +)
  }

  /// Operations a second of a trial that returns how many it did, while all threads run it.
  private static func rate(_ gate: Crew.Gate, _ trial: () -> Double) -> Double {
    for _ in 0..<warmUps { _ = trial() }
    gate.pass()
    let start = ContinuousClock.now
    var operations = 0.0
    var spent = Duration.zero
    while spent < patience {
      operations += trial()
      spent = ContinuousClock.now - start
    }
    gate.finish()
    while !gate.isOver { _ = trial() }
    return operations / spent.seconds
  }
}
