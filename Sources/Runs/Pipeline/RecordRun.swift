import BatchRuntime
import Journal

/// The one loop over records: inputs are read in order, a job is done to their records by all workers, and what comes of them
/// goes to a sink in the order of the inputs.
package struct RecordRun<Product: Sendable> {
  /// The inputs, in order.
  package let inputs: [String]
  /// How they are read and written back.
  package let sources: RecordSources
  /// What is done to a record.
  package let job: RecordJob<Product>
  /// Batches and threads.
  package let settings: RunSettings
  /// What stops the run before its inputs are done.
  package let cancellation: Cancellation

  /// A run over these inputs.
  package init(
    _ inputs: [String], _ sources: RecordSources, _ job: RecordJob<Product>, _ settings: RunSettings,
    _ cancellation: Cancellation
  ) {
    self.inputs = inputs
    self.sources = sources
    self.job = job
    self.settings = settings
    self.cancellation = cancellation
  }

  /// Runs from a journalled position on, or from the beginning. `counter` counts the bytes that are read; `write` takes each
  /// item on the calling thread, `flush` is called when nothing more is ready.
  package func run(
    from position: JournalPosition? = nil, counter: ByteCounter,
    write: (OutputItem<Product>) throws -> Void, flush: () throws -> Void = {}
  ) throws -> RunOutcome {
    let job = job
    let reader = InputReader(sources, inputs: inputs, from: position, counter: counter)
    do throws(RunFailure<any Error>) {
      return try BatchRun.run(
        settings: settings, cancellation: cancellation, makePipeline: { try RecordPipeline(job) },
        read: reader.pull(), write: write, flush: flush)
    } catch {
      guard let score = error.cause as? NonFiniteScore else { throw error.cause }
      throw RunFault.nonFiniteScore(file: inputs[score.file], line: score.line)
    }
  }
}
