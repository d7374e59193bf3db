import Compute

/// Precision, threads and the size of a batch.
package struct ComputingSettings: Sendable {
  /// The precision of the products; nil is what the model's card records as checked, else f32.
  package var precision: Precision?
  /// Worker threads; nil is one per core that the process may use.
  package var threads: Int?
  /// Rows of a batch; nil is the measured best.
  package var batchTokens: Int?
  /// MiB of memory for the scores of windows, so that equal ones are computed once; nil is a few.
  package var memory: Int?

  /// All at their defaults.
  package init() {}

  /// The engine to compute with; throws where the processor lacks the precision.
  package func engine() throws(ComputeError) -> Engine {
    let engine = Engine(try Processor.chosen())
    if let precision, !engine.processor.supports(precision) {
      throw .missingPrecision(precision, engine.processor.instructionSet)
    }
    return engine
  }
}
