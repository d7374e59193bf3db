import Foundation

/// What a command reports to a monitoring system: its status, and what its runs did.
package struct RunMetrics: Sendable {
  /// What sets this command's metrics apart from those of others on the machine: the label `run`.
  package var run: String
  /// What was done, a summary a task.
  package var summaries: [RunSummary]
  /// How the command stands.
  package var status: RunStatus
  /// When the last success ended, in seconds since 1970; 0 where there was none.
  package var lastSuccess: Double

  /// Metrics of a command.
  package init(run: String, summaries: [RunSummary], status: RunStatus, lastSuccess: Double) {
    self.run = run
    self.summaries = summaries
    self.status = status
    self.lastSuccess = lastSuccess
  }

  /// The metrics as the textfile collector reads them.
  package var text: String {
    var metrics = MetricsText()
    metrics.gauge(
      "bertrun_info", "What runs: version, task, precision and instruction set.",
      summaries.map { summary in
        MetricsText.Sample(
          label(summary) + [
            ("version", Version.number), ("precision", summary.precision),
            ("instruction_set", summary.instructionSet),
          ], 1)
      })
    metrics.gauge(
      "bertrun_running", "Whether the command runs (1) or ended (0).", whole(status.end == nil ? 1 : 0))
    metrics.gauge(
      "bertrun_start_timestamp_seconds", "When the command started, in seconds since 1970.",
      whole(status.started.timeIntervalSince1970))
    metrics.gauge(
      "bertrun_duration_seconds", "Seconds that the command has run or ran.", whole(status.seconds))
    metrics.gauge(
      "bertrun_exit_status",
      "Exit status of the command, 128 and the signal's number where one ended it; absent while it runs.",
      status.end.map { whole(Double($0.exitStatus)) } ?? [])
    metrics.gauge(
      "bertrun_last_success_timestamp_seconds",
      "When the command last ended with every input read and every output in its place, in seconds since 1970; 0 for never.",
      whole(lastSuccess))
    metrics.gauge(
      "bertrun_peak_memory_bytes", "Largest resident memory of the command.", whole(Double(status.peakMemory))
    )
    each(&metrics, "bertrun_files", "Inputs read to their ends.") { Double($0.files) }
    each(&metrics, "bertrun_failed_files", "Inputs that could not be read to their ends.") {
      Double($0.failedFiles)
    }
    each(&metrics, "bertrun_read_bytes", "Bytes read of the inputs.") { Double($0.bytesRead) }
    each(&metrics, "bertrun_records", "Records written with an annotation.") { Double($0.records) }
    metrics.gauge(
      "bertrun_rejects", "Records set aside, by code.",
      summaries.flatMap { summary in
        summary.rejectCodes.sorted { $0.key < $1.key }.map {
          MetricsText.Sample(label(summary) + [("code", $0.key)], Double($0.value))
        }
      })
    each(&metrics, "bertrun_tokens", "Tokens computed, specials included.") { Double($0.tokens) }
    each(&metrics, "bertrun_tokens_per_second", "Tokens computed a second.") { $0.rate }
    each(&metrics, "bertrun_padding_ratio", "Share of the computed rows that belonged to no token.") {
      $0.padding
    }
    return metrics.text
  }

  private func label(_ summary: RunSummary) -> [MetricsText.Label] { [("run", run), ("task", summary.task)] }

  private func whole(_ value: Double) -> [MetricsText.Sample] { [MetricsText.Sample([("run", run)], value)] }

  private func each(
    _ metrics: inout MetricsText, _ name: String, _ help: String, _ value: (RunSummary) -> Double
  ) {
    metrics.gauge(name, help, summaries.map { MetricsText.Sample(label($0), value($0)) })
  }
}
