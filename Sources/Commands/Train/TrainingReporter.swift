import Faults
import Journal
import Logging
import Reporting
import Training

/// Shows a run's events on standard error: a line on a terminal, or one in the log now and then, and one at each measurement.
final class TrainingReporter {
  private static let drawing = Duration.milliseconds(200)

  private let settings: ReportingSettings
  private let log: Logger
  private var line: ProgressLine?
  private let logsProgress: Bool
  private var progress: TrainingProgress
  private let best: [BestMetric]
  private var nextDrawing = ContinuousClock.now
  private var nextLog: ContinuousClock.Instant
  private var latest: (step: Int, time: ContinuousClock.Instant)?
  private var secondsPerStep: Double?

  /// A reporter of a run of so many steps.
  init(_ settings: ReportingSettings, steps: Int, best: [BestMetric], log: Logger) {
    self.settings = settings
    self.log = log
    self.best = best
    progress = TrainingProgress(steps: steps)
    line = ProgressLine.isWanted(settings.progress, outputIsSeen: false) ? ProgressLine() : nil
    logsProgress =
      line == nil && settings.progress != .never && !settings.quiet && settings.logEvery > .zero
    nextLog = .now + settings.logEvery
  }

  /// Shows an event.
  func show(_ event: TrainingEvent) {
    switch event {
    case .start(let start): show(start)
    case .step(let result, let rate): show(result, rate)
    case .evaluation(let evaluation): show(evaluation)
    case .warning(let message): log.warning("\(message)")
    case .save, .end: break
    }
  }

  /// Takes the terminal's line away.
  func clear() { line?.clear() }

  private func show(_ start: TrainingStart) {
    guard !settings.quiet else { return }
    for head in start.heads {
      var parts = [
        Phrase.count(head.records, "record"), Phrase.count(head.windows, "window"),
      ]
      if !head.labels.isEmpty {
        parts.append(
          "labels " + head.labels.prefix(20).map { "\($0.label) \($0.count)" }.joined(separator: ", ")
            + (head.labels.count > 20 ? " and \(head.labels.count - 20) more" : ""))
      }
      if !head.rejects.isEmpty {
        let rejects = head.rejects.sorted { $0.key < $1.key }
        parts.append(
          Phrase.count(rejects.reduce(0) { $0 + $1.value }, "reject") + " ("
            + rejects.map { "\($0.key) \($0.value)" }.joined(separator: ", ") + ")")
      }
      if head.movedAnswers > 0 {
        parts.append(Phrase.count(head.movedAnswers, "answer") + " moved to where the text is")
      }
      if head.truncated > 0 { parts.append("\(head.truncated) cut to the model's limit") }
      if head.isKept { parts.append("head of the checkpoint") }
      log.info("\(head.name): \(parts.joined(separator: ", "))")
    }
    let from = start.step > 0 ? ", resumed at step \(start.step)" : ""
    log.info(
      "\(Phrase.count(start.steps, "step")) of up to \(Phrase.count(start.stepTokens, "token"))\(from), f32 on \(start.machine.instructionSet), \(Phrase.count(start.machine.threads, "thread"))"
    )
  }

  private func show(_ result: StepResult, _ rate: Double) {
    let now = ContinuousClock.now
    if let latest {
      let seconds = (now - latest.time) / .seconds(1) / Double(max(1, result.step - latest.step))
      secondsPerStep = secondsPerStep.map { $0 + (seconds - $0) * 0.05 } ?? seconds
    }
    latest = (result.step, now)
    progress.step = result.step
    progress.rate = rate
    progress.note(result.loss, of: result.head)
    progress.secondsLeft = secondsPerStep.map { $0 * Double(progress.steps - result.step) }
    if line != nil, now >= nextDrawing {
      line?.draw(progress.words)
      nextDrawing = now + Self.drawing
    }
    if logsProgress, now >= nextLog {
      log.info("\(progress.words)")
      nextLog = now + settings.logEvery
    }
  }

  private func show(_ evaluation: DevEvaluation) {
    progress.dev = evaluation.heads.compactMap { head in
      let wanted = best.first { $0.head == head.name }?.metrics ?? []
      let metric =
        wanted.lazy.compactMap { name in head.metrics.first { $0.name == name } }.first
        ?? head.metrics.first
      return metric.map { (head.name, $0.value) }
    }
    progress.isBest = evaluation.isBest
    progress.bestStep = evaluation.best.step
    latest = nil
    line?.clear()
    if !settings.quiet { log.info("\(progress.words)") }
    nextLog = .now + settings.logEvery
  }
}
