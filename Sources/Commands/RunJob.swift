import Faults
import Files
import Jobs
import Journal
import Logging
import Reporting
import Runs

/// What `run` was asked for.
package struct RunJobRequest: Sendable {
  /// The job file.
  package var file: String
  /// Whether what a run would do is only listed.
  package var isDry = false
  /// How the job is run.
  package var options = JobOptions()
  /// Whether only warnings and errors are logged, whatever the job says.
  package var quiet = false

  /// A request to run a job as its file says.
  package init(file: String) { self.file = file }
}

/// Runs a job: every output that is not up to date is made. With `isDry` the list of what a run would do goes to standard
/// output; all else goes to standard error.
package func runJob(_ request: RunJobRequest) -> CommandEnd {
  var read: Job?
  let end = command {
    read = try Job(path: request.file)
    return .exit(.done)
  }
  guard var job = read else { return end }
  if request.quiet { job.reporting.quiet = true }
  let log = Logger.lines(json: job.reporting.jsonLog)
  if request.isDry { return command(log) { try list(job, request, log) } }
  return run(job, request, log)
}

private func list(_ job: Job, _ request: RunJobRequest, _ log: Logger) throws -> CommandEnd {
  Interruption.watch()
  var run = try JobRun(job, request.options, job.reporter(log), log: log, Interruption.cancellation)
  let (status, lines) = try run.plannedLines()
  try writeToStandardOutput(Array(lines.withReadablePaths.utf8))
  return .exit(status)
}

/// Runs a job that was read. A job that another process runs leaves no trace in the metrics: those are the other run's.
private func run(_ job: Job, _ request: RunJobRequest, _ log: Logger) -> CommandEnd {
  let reporter = job.reporter(log)
  return command(reporter, log, opens: false, leavesAlone: { $0 is JobHeld }) {
    var run = try JobRun(job, request.options, reporter, log: log, Interruption.cancellation)
    return try run.run().map { .exit($0) } ?? .signal(Interruption.signal)
  }
}

extension Job {
  /// What reports the runs over the job's inputs: the statistics are the job's own.
  fileprivate func reporter(_ log: Logger) -> RunReporter {
    var settings = reporting
    settings.stats = nil
    settings.metrics = reporting.metrics.map(path)
    return RunReporter(settings, task: tasks.map(\.key).joined(separator: ", "), log: log)
  }

  /// Reads a job file.
  fileprivate init(path: String) throws {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try InputFile.open(path).rest()
    } catch {
      throw UnreadableInput(.file(error), path)
    }
    do throws(JobFault) {
      try self.init(bytes, file: path)
    } catch {
      throw FaultyJob(error, file: path)
    }
  }
}
