import Journal
import Logging

/// What `run` was asked for.
package struct RunJobRequest: Sendable {
  /// The job file.
  package var file: String
  /// Whether it is only told what would be done.
  package var isDry = false
  /// Whether outputs are made that are up to date.
  package var force = false
  /// Whether only warnings and errors are told, whatever the job says.
  package var quiet = false

  /// A request to run a job as its file says.
  package init(file: String) { self.file = file }
}

/// Runs a job: every output that is not what it would be is made. What would be done (`isDry`) goes to standard output, all
/// else to standard error; the status is for the caller to exit with.
package func runJob(_ request: RunJobRequest) -> ExitStatus {
  var log = Logger(label: "bertrun") { _ in LogLine(json: false) }
  Interruption.watch()
  do throws(CommandFault) {
    var job = try Job(path: request.file)
    if request.quiet { job.reporting.quiet = true }
    let isJSON = job.reporting.jsonLog
    log = Logger(label: "bertrun") { _ in LogLine(json: isJSON) }
    return try run(job, request, log: log)
  } catch {
    if case .output(.file(let cause)) = error, cause.isClosedPipe { TerminationSignals.dieOfClosedPipe() }
    log.error("\(Wording.of(error))")
    return error.status
  }
}

/// Runs a job that was read. How it ends enters the metrics, whatever ended it, but for a job that runs already: those are the
/// other run's.
private func run(_ job: Job, _ request: RunJobRequest, log: Logger) throws(CommandFault) -> ExitStatus {
  let reporter = RunReporter(job.runReporting, task: job.tasks.map(\.key).joined(separator: ", "), log: log)
  do throws(CommandFault) {
    var run = try JobRun(job, request, reporter, log: log)
    return request.isDry ? try run.tell() : try run.run()
  } catch {
    if case .jobRuns = error { throw error }
    if !request.isDry {
      try? reporter.open()
      _ = reporter.close(error.status, isWhole: false)
    }
    throw error
  }
}

extension Job {
  /// What is told of the runs over the job's inputs: the statistics are the job's own.
  fileprivate var runReporting: ReportingSettings {
    var settings = reporting
    settings.stats = nil
    settings.metrics = reporting.metrics.map(path)
    return settings
  }

  /// Reads a job file.
  init(path: String) throws(CommandFault) {
    let bytes: [UInt8]
    do throws(JournalError) {
      let file = try InputFile.open(path)
      var read: [UInt8] = []
      while try file.read(into: &read, upTo: 1 << 16) > 0 {}
      bytes = read
    } catch {
      throw .jobFile(error)
    }
    do throws(JobFault) {
      try self.init(bytes, file: path)
    } catch {
      throw .job(error, file: path)
    }
  }
}
