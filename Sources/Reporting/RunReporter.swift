import Faults
import Foundation
import Journal
import Logging

/// Reports a command's runs: a line on a terminal or one in the log now and then, the metrics file, a summary at the
/// end of each, the statistics of all. One per command; its runs come one after another, on one thread.
package final class RunReporter {
  private static let drawing = Duration.milliseconds(200)
  private static let metricsInterval = Duration.seconds(15)

  private let settings: ReportingSettings
  private let log: Logger
  private let started = Date()
  private let start = ContinuousClock.now
  private var metrics: MetricsFile?
  private var line: ProgressLine?
  /// Whether progress goes to the log, where no terminal shows it.
  private let logsProgress: Bool
  /// What the runs did that ended.
  private var done: RunSummary
  private var hasDone = false
  private var hasFailed = false
  private var hasFailures = false

  // Of the run at hand.
  private var total: Int?
  private var base: (time: ContinuousClock.Instant, bytes: Int)
  private var nextDrawing: ContinuousClock.Instant
  private var nextLog: ContinuousClock.Instant
  private var nextMetrics: ContinuousClock.Instant

  /// A reporter for a task that did nothing yet; `isTerminal` says whether a person sees standard error as it is written,
  /// `outputIsSeen` whether the records go to a terminal too.
  package init(
    _ settings: ReportingSettings, task: String, log: Logger,
    isTerminal: Bool = Terminal.isTerminal(.error), outputIsSeen: Bool = false
  ) {
    self.settings = settings
    self.log = log
    done = RunSummary(task: task, precision: "none", instructionSet: "none", threads: 0)
    line = ProgressLine.isWanted(settings.progress, outputIsSeen: outputIsSeen) ? ProgressLine() : nil
    logsProgress =
      line == nil && settings.progress != .never && !settings.quiet && settings.logEvery > .zero
      && !isTerminal
    base = (start, 0)
    (nextDrawing, nextLog, nextMetrics) = (start, start + settings.logEvery, start + Self.metricsInterval)
  }

  /// Says in the metrics file that the command runs. A file that cannot be made is better reported now than later.
  package func open() throws(JournalError) {
    guard metrics == nil, let path = settings.metrics else { return }
    let file = try MetricsFile(path)
    try file.write([done], status(nil))
    metrics = file
  }

  // MARK: A run

  /// Begins a run over these inputs, of which `readBytes` are read already.
  package func begin(_ inputs: [String], readBytes: Int = 0) {
    base = (.now, readBytes)
    total = line == nil && !logsProgress ? nil : Self.size(of: inputs)
  }

  /// Reports how far the run is, when that is due; called at every record. What was done, and the bytes of the inputs
  /// behind it, are only asked for then.
  package func note(doneBytes: @autoclosure () -> Int, _ summary: () -> RunSummary) {
    let now = ContinuousClock.now
    let draws = line != nil && now >= nextDrawing
    let logs = logsProgress && now >= nextLog
    let writes = metrics != nil && now >= nextMetrics
    guard draws || logs || writes else { return }
    var summary = summary()
    summary.seconds = (now - base.time).seconds
    let bytes = doneBytes()
    summary.bytesRead = bytes
    let report = ProgressReport(
      summary, seconds: summary.seconds, done: bytes - base.bytes, skipped: base.bytes, total: total)
    if draws {
      line?.draw(report)
      nextDrawing = now + Self.drawing
    }
    if logs {
      log.info("\(report.task): \(report.words)", metadata: report.metadata)
      nextLog = now + settings.logEvery
    }
    if writes {
      write([total(with: summary)], status(nil))
      nextMetrics = now + Self.metricsInterval
    }
  }

  /// Takes the terminal's line away, before anything else is reported.
  package func clear() { line?.clear() }

  /// Ends a run: its summary is logged and added up.
  package func end(_ summary: RunSummary) {
    clear()
    done = total(with: summary)
    hasDone = true
    if !settings.quiet { log.info("\(summary.line)", metadata: summary.metadata) }
  }

  /// Says something about an input, which may call for something or not.
  package func remark(_ text: String, isWarning: Bool) {
    clear()
    if isWarning { log.warning("\(text)") } else if !settings.quiet { log.info("\(text)") }
  }

  /// Adds up what a run did, without a word: it was cut short, or has reported its own results.
  package func add(_ summary: RunSummary) {
    clear()
    done = total(with: summary)
    hasDone = true
  }

  /// Adds an input that could not be read, so that no run was made over it.
  package func addFailedFile() {
    clear()
    done.failedFiles += 1
  }

  /// Notes outputs that could not be made: the command is then no success.
  package func addFailures(_ count: Int) { hasFailures = hasFailures || count > 0 }

  // MARK: The end

  /// Writes the statistics and the metrics of a command that ended; gives the status to exit with. `isWhole` says whether
  /// nothing cut it short.
  package func close(_ exitStatus: ExitStatus, isWhole: Bool) -> ExitStatus {
    let isSuccess = isWhole && !hasFailures && done.failedFiles == 0 && exitStatus <= .rejected
    let known = self.status(.init(exitStatus: exitStatus.rawValue, isSuccess: isSuccess))
    var status = exitStatus
    if let path = settings.stats {
      do throws(JournalError) {
        try WholeFile.replace(path, with: done.json(known))
      } catch {
        log.error("\(error.message)")
        status = max(status, error.status)
      }
    }
    write([done], known)
    return hasFailed ? max(status, .readWrite) : status
  }

  /// Writes the same for a command that is about to die by a signal.
  package func close(signal: Int32) {
    let known = status(.init(exitStatus: 128 + signal, isSuccess: false))
    if let path = settings.stats { try? WholeFile.replace(path, with: done.json(known)) }
    write([done], known)
  }

  // MARK: Parts

  private func total(with summary: RunSummary) -> RunSummary {
    var total = done
    total += summary
    if !hasDone {
      total.precision = summary.precision
      total.instructionSet = summary.instructionSet
      total.threads = summary.threads
    }
    return total
  }

  private func status(_ end: RunStatus.End?) -> RunStatus {
    RunStatus.now(started: started, seconds: (ContinuousClock.now - start).seconds, end: end)
  }

  /// A metrics file that cannot be written any more is reported once; the run continues.
  private func write(_ summaries: [RunSummary], _ status: RunStatus) {
    guard let file = metrics else { return }
    do throws(JournalError) {
      try file.write(summaries, status)
    } catch {
      if !hasFailed { log.error("\(error.message)") }
      hasFailed = true
    }
  }

  /// The bytes of all inputs; nil where that is not known.
  private static func size(of inputs: [String]) -> Int? {
    var total = 0
    for input in inputs {
      guard input != "-", !InputFile.isStream(input), let size = try? InputFile.open(input).size else {
        return nil
      }
      total += size
    }
    return total
  }
}

extension RunSummary {
  /// The numbers apart, for logs that machines read.
  var metadata: Logger.Metadata {
    [
      "task": .string(task), "precision": .string(precision), "instruction_set": .string(instructionSet),
      "threads": .stringConvertible(threads), "files": .stringConvertible(files),
      "failed_files": .stringConvertible(failedFiles), "records": .stringConvertible(records),
      "rejects": .stringConvertible(rejects), "tokens": .stringConvertible(tokens),
      "seconds": .stringConvertible(seconds), "tokens_per_second": .stringConvertible(rate.rounded()),
      "reject_codes": .dictionary(rejectCodes.mapValues { .stringConvertible($0) }),
    ]
  }
}
