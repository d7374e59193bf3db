import Annotations
import BatchRuntime
import Faults
import Logging
import Metrics
import Models
import Records
import Reporting
import Runs
import Tasks

/// The measuring of a model, or of a file of predictions, against gold.
package struct EvaluationRun {
  /// The threshold of the official scorer of SQuAD 2.0 for null scores that are given.
  private static let officialThreshold = 1.0

  private let settings: EvaluationSettings
  private let reporter: RunReporter
  private let log: Logger
  private let cancellation: Cancellation
  private let load: (TaskSettings) throws -> LoadedTask

  /// What was measured.
  package struct Outcome {
    /// What the gold files come to.
    package var status: ExitStatus
    /// The figures; nil where a gold file could not be read, which was logged, or the run was interrupted.
    package var report: EvaluationReport?
    /// Whether a signal ended the run before its inputs were done.
    package var wasCancelled = false
    /// What the run did.
    package var summary: RunSummary
    /// Labels that never meet, which was likely not meant.
    package var strangers: EvaluationScores.Strangers?
  }

  /// An evaluation; throws where a minimum names no metric of the task. `load` gives the model, nil that of the settings.
  package init(
    _ settings: EvaluationSettings, _ reporter: RunReporter, log: Logger, _ cancellation: Cancellation,
    load: ((TaskSettings) throws -> LoadedTask)? = nil
  ) throws(EvaluationFault) {
    self.settings = settings
    self.reporter = reporter
    self.log = log
    self.cancellation = cancellation
    self.load = load ?? { try LoadedTask($0, settings.model, settings.computing) }
    try EvaluationMetrics.check(
      settings.minimums, among: settings.task.task.entry.evaluation?.metrics ?? [])
  }

  /// Measures what the settings ask for.
  package func run() throws -> Outcome {
    if let predictions = settings.predictions { return try score(predictions) }
    return try measure()
  }

  // MARK: Model

  /// Runs the model over the gold.
  private func measure() throws -> Outcome {
    var asked = settings.task
    // Every question gets its best span; the scorer applies the threshold, and tries others.
    if asked.task == .qa { asked.decoding.nullThreshold = .infinity }
    let task = try load(asked)
    let sizes = RunSettings(settings.computing)
    let threshold =
      settings.task.decoding.nullThreshold.map(Double.init) ?? task.defaults?.nullThreshold
    var sink = sink(
      nullThreshold: threshold, RunSummary(asked.task, task.model, threads: sizes.workers))
    let isRegression = task.isRegression
    let comparer = Comparer(settings.gold, labels: isRegression ? [] : task.configured.labels)
    let memory = WindowMemory(settings.computing)
    let job = RecordJob([.init(task)], models: [task.model], memory: memory) {
      record, annotations, _ in
      let prediction = annotations[0].flatMap { Prediction($0, isRegression: isRegression) }
      return ComparedRecord(place: record.place, comparison: comparer.compare(record, prediction))
    }
    let start = ContinuousClock.now
    reporter.begin(settings.inputs)
    let run = RecordRun(settings.inputs, sources, job, sizes, cancellation)
    let outcome: RunOutcome
    do {
      outcome = try run.run(counter: sink.readBytes, write: { sink.write($0) })
    } catch {
      reporter.add(sink.summary)
      throw error
    }
    sink.clearProgress()
    if !outcome.cancelled { sink.summary.close(since: start, outcome.statistics, memory) }
    return try self.outcome(
      sink, model: task.name, precision: task.model.precision.rawValue, wasCancelled: outcome.cancelled)
  }

  // MARK: File

  /// Compares the predictions of a file with the gold, record by record.
  private func score(_ file: PredictionSettings) throws -> Outcome {
    let threshold = settings.task.decoding.nullThreshold.map(Double.init) ?? Self.officialThreshold
    let summary = RunSummary(
      task: settings.task.task.rawValue, precision: "none", instructionSet: "none", threads: 1)
    var sink = sink(nullThreshold: threshold, summary)
    reporter.begin(settings.inputs)
    var predictions = try PredictionReader(settings.task.task, file, gold: settings.gold).read()
    let comparer = Comparer(settings.gold)
    // Predictions are taken in the order of the gold, which is that of the sink.
    let job = RecordJob([], models: []) { record, _, _ in record }
    var computing = ComputingSettings()
    computing.threads = 1
    let run = RecordRun(settings.inputs, sources, job, RunSettings(computing), cancellation)
    let outcome = try run.run(
      counter: sink.readBytes,
      write: { item in
        sink.write(
          item.map { record in
            let comparison = comparer.compare(record, predictions.next(for: record))
            return ComparedRecord(place: record.place, comparison: comparison)
          })
      })
    sink.clearProgress()
    if sink.status == .done, !outcome.cancelled { try predictions.checkFit() }
    return try self.outcome(sink, model: nil, precision: nil, wasCancelled: outcome.cancelled)
  }

  // MARK: Parts

  private var sources: RecordSources {
    let gold = settings.task.task.entry.evaluation.map { evaluation in
      GoldReading(
        GoldSelection(evaluation.gold, key: settings.gold.key),
        column: evaluation.gold == .tags ? settings.gold.column : nil,
        sentences: settings.gold.isRaw ? .text : .words)
    }
    return .reading(settings.reading, gold: gold)
  }

  private func sink(nullThreshold: Double?, _ summary: RunSummary) -> EvaluationSink {
    EvaluationSink(
      EvaluationScores(scheme: settings.scheme, rules: settings.rules, nullThreshold: nullThreshold),
      inputs: settings.inputs, summary: summary, reporter: reporter, log: log)
  }

  private func outcome(
    _ sink: EvaluationSink, model: String?, precision: String?, wasCancelled: Bool
  ) throws -> Outcome {
    var outcome = Outcome(status: sink.status, wasCancelled: wasCancelled, summary: sink.summary)
    outcome.summary.bytesRead = sink.readBytes.value
    guard !sink.hasFailedFile, !wasCancelled else { return outcome }
    guard sink.scores.records > 0 else { throw EvaluationFault.noGold(settings.inputs) }
    let result = try sink.scores.result(bootstrap: settings.bootstrap.map { Bootstrap(samples: $0) })
    try EvaluationMetrics.check(settings.minimums, among: result.metrics.map(\.name))
    outcome.strangers = sink.scores.strangers
    outcome.report = EvaluationReport(
      task: settings.task.task.rawValue, gold: settings.inputs, model: model,
      predictions: settings.predictions?.file, precision: precision, records: sink.scores.records,
      leftOut: sink.scores.leftOut, missing: sink.scores.missing, rejects: sink.rejects, result: result)
    return outcome
  }
}
