import BatchRuntime
import Journal
import Logging
import Records

/// The making of one output: its inputs are read in order, their records annotated, and written where they belong.
struct OutputRun {
  /// The inputs, in order.
  let inputs: [String]
  /// How they are read and written back.
  let sources: RecordSources
  /// What is made of a record.
  let job: AnnotationJob<RenderedRecord>
  /// Batches and threads.
  let settings: RunSettings
  /// What happens to records that cannot be annotated.
  let failing: FailingSettings
  /// What was done when nothing was.
  let summary: RunSummary
  /// Who is told.
  let reporter: RunReporter
  /// Where faults of inputs and records are told.
  let log: Logger

  /// What came of it.
  struct Result {
    /// What the inputs come to.
    var status: ExitStatus
    /// The counts, those of a former run that it went on from included.
    var summary: RunSummary
    /// Whether a signal ended it before its inputs were done.
    var wasCancelled: Bool
  }

  /// Makes the output from a position on. The reporter is told of a run that fails; what came of another is the caller's to
  /// tell.
  func run(to output: RunOutput, from position: JournalPosition?) throws(RunFault) -> Result {
    let start = ContinuousClock.now
    let readBytes = ByteCounter()
    var sink = try JobSink(
      run: output, from: position, inputs: inputs, failing: failing, summary: summary,
      reporter: reporter, readBytes: readBytes, log: log)
    reporter.begin(inputs)
    let job = job
    let source = JobReader(sources, inputs: inputs, from: position, counter: readBytes)
    let outcome: RunOutcome
    do throws(RunFailure<RunFault>) {
      outcome = try BatchRun.run(
        settings: settings, cancellation: Interruption.cancellation,
        makePipeline: { () throws(RunFault) in try AnnotationPipeline(job) },
        read: source.pull(),
        write: { (output: JobOutput<RenderedRecord>) throws(RunFault) in try sink.write(output) },
        flush: { () throws(RunFault) in try sink.flush() })
    } catch {
      reporter.add(sink.summary)
      throw error.cause
    }
    var summary = sink.summary
    summary.close(since: start, outcome.statistics)
    summary.bytesRead = readBytes.value
    do throws(RunFault) {
      if outcome.cancelled { try sink.suspend() } else { try sink.finish() }
    } catch {
      reporter.add(summary)
      throw error
    }
    return Result(status: sink.status, summary: summary, wasCancelled: outcome.cancelled)
  }
}
