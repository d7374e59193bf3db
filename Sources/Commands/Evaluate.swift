import Checkpoints
import Evaluation
import Faults
import Journal
import Logging
import Reporting
import Runs

/// What `eval` was asked for.
package struct EvaluateRequest: Sendable {
  /// What is measured, and how.
  package var evaluation: EvaluationSettings
  /// Whether the report is one JSON object.
  package var json = false
  /// What is reported while running and at the end.
  package var reporting = ReportingSettings()

  /// A request to measure a task, with every setting at its default.
  package init(task: TaskName) { evaluation = EvaluationSettings(task: task) }
}

/// Measures a model, or a file of predictions, against gold. The report goes to standard output, all else to standard error.
package func evaluate(_ request: EvaluateRequest) -> CommandEnd {
  let settings = request.evaluation
  let log = Logger.lines(json: request.reporting.jsonLog)
  let reporter = RunReporter(request.reporting, task: settings.task.task.rawValue, log: log)
  return command(reporter, log, opens: false, leavesAlone: overwritesInput) {
    try OutputFault.check(
      request.reporting.files, settings.inputs + [settings.predictions?.file].compactMap(\.self))
    try reporter.open()
    sayThatTerminalIsRead(settings.inputs, log)
    let outcome = try EvaluationRun(settings, reporter, log: log, Interruption.cancellation).run()
    guard let report = outcome.report else {
      reporter.add(outcome.summary)
      guard outcome.wasCancelled else { return .exit(outcome.status) }
      log.warning("interrupted after \(Phrase.count(outcome.summary.records, "record"))")
      return .signal(Interruption.signal)
    }
    if let strangers = outcome.strangers { log.warning("\(strangers.message)") }
    try writeToStandardOutput(request.json ? report.json : Array(report.text.utf8))
    if settings.predictions == nil { reporter.end(outcome.summary) } else { reporter.add(outcome.summary) }
    var status = outcome.status
    for (minimum, value) in EvaluationMetrics.missed(settings.minimums, report.result.metrics) {
      log.error("\(minimum.message(value: value))")
      status = max(status, .rejected)
    }
    return .exit(status)
  }
}

/// Writes a command's report.
func writeToStandardOutput(_ bytes: [UInt8]) throws(JournalError) {
  let output = OutputFile.standardOutput()
  try output.write(bytes)
  try output.flush()
}
