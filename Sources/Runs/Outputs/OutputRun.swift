import BatchRuntime
import Faults
import Journal
import Logging
import Records
import Reporting

/// The making of one output: the records of its inputs are annotated and written where they belong.
package struct OutputRun {
  private let run: RecordRun<RenderedRecord>
  private let failing: FailingSettings
  private let summary: RunSummary
  private let reporter: RunReporter
  private let log: Logger

  /// The result.
  package struct Result {
    /// What the inputs come to.
    package var status: ExitStatus
    /// The counts, including those of the run that it resumed.
    package var summary: RunSummary
    /// Whether a signal ended it before its inputs were done.
    package var wasCancelled: Bool
  }

  /// A run whose records go to one output; `summary` is that of a run that has done nothing.
  package init(
    _ run: RecordRun<RenderedRecord>, _ failing: FailingSettings, summary: RunSummary, reporter: RunReporter,
    log: Logger
  ) {
    self.run = run
    self.failing = failing
    self.summary = summary
    self.reporter = reporter
    self.log = log
  }

  /// Makes the output from a position on. A run that fails is added to the reporter's counts; the result of another is
  /// the caller's to report.
  package func run(to output: JournalledOutput, from position: JournalPosition?) throws -> Result {
    let start = ContinuousClock.now
    let readBytes = ByteCounter()
    var sink = try OutputSink(
      run: output, from: position, inputs: run.inputs, failing: failing, summary: summary, reporter: reporter,
      readBytes: readBytes, log: log)
    reporter.begin(run.inputs)
    let outcome: RunOutcome
    do {
      outcome = try run.run(
        from: position, counter: readBytes, write: { try sink.write($0) }, flush: { try sink.flush() })
    } catch {
      reporter.add(sink.summary)
      throw error
    }
    var summary = sink.summary
    summary.close(since: start, outcome.statistics, run.job.memory)
    summary.bytesRead = readBytes.value
    do {
      if outcome.cancelled { try sink.suspend() } else { try sink.finish() }
    } catch {
      reporter.add(summary)
      throw error
    }
    return Result(status: sink.status, summary: summary, wasCancelled: outcome.cancelled)
  }
}
