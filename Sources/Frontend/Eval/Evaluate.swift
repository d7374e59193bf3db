import BatchRuntime
import Checkpoints
import Journal
import Logging
import Metrics
import Records

/// Measures a model, or a file of predictions, against gold. The report goes to standard output, all else to standard
/// error; the status is for the caller to exit with.
package func evaluate(_ request: EvaluateRequest) -> ExitStatus {
  let log = Logger(label: "bertrun") { _ in LogLine(json: request.running.reporting.jsonLog) }
  let reporter = RunReporter(request.running.reporting, task: request.running.task.rawValue, log: log)
  Interruption.watch()
  do throws(CommandFault) {
    try reporter.open()
    let status = try EvaluationRun(request, reporter, log: log).run()
    return reporter.close(status, isWhole: true)
  } catch {
    if case .output(.file(let cause)) = error, cause.isClosedPipe {
      reporter.close(signal: TerminationSignals.closedPipe)
      TerminationSignals.dieOfClosedPipe()
    }
    log.error("\(Wording.of(error))")
    return reporter.close(error.status, isWhole: false)
  }
}

/// The figures of a model over gold; nil where a gold file could not be read, which is told, with the status to exit with.
func figures(
  of request: EvaluateRequest, log: Logger
) throws(CommandFault) -> (report: EvaluationReport?, status: ExitStatus) {
  let reporter = RunReporter(request.running.reporting, task: request.running.task.rawValue, log: log)
  let run = try EvaluationRun(request, reporter, log: log)
  let (sink, task) = try run.compute()
  guard !sink.hasFailedFile else { return (nil, sink.status) }
  return (try run.report(sink, model: task.name, precision: task.model.precision.rawValue), sink.status)
}

/// One call of `eval`.
private struct EvaluationRun {
  /// The threshold of the official scorer of SQuAD 2.0 for null scores that are given.
  private static let officialThreshold = 1.0

  private let request: EvaluateRequest
  private let reporter: RunReporter
  private let log: Logger

  init(_ request: EvaluateRequest, _ reporter: RunReporter, log: Logger) throws(CommandFault) {
    self.request = request
    self.reporter = reporter
    self.log = log
    do throws(EvaluationFault) {
      try EvaluationMetrics.check(
        request.minimums, among: EvaluationMetrics.names(of: request.running.task))
    } catch {
      throw .evaluation(error)
    }
  }

  func run() throws(CommandFault) -> ExitStatus {
    if let predictions = request.predictions { return try score(predictions) }
    return try measure()
  }

  // MARK: Model

  private func measure() throws(CommandFault) -> ExitStatus {
    let (sink, task) = try compute()
    return try finish(sink, model: task.name, precision: task.model.precision.rawValue)
  }

  /// Runs the model over the gold.
  func compute() throws(CommandFault) -> (sink: EvaluationSink, task: LoadedTask) {
    var running = request.running
    // Every question gets its best span; the scorer applies the threshold, and tries others.
    if running.task == .qa { running.decoding.nullThreshold = .infinity }
    let task = try LoadedTask(running)
    let settings = running.computing.runSettings(for: task.model)
    let threshold = request.running.decoding.nullThreshold.map(Double.init) ?? task.defaults?.nullThreshold
    var sink = sink(
      nullThreshold: threshold, RunSummary(running.task, task.model, threads: settings.workers))
    let isRegression = task.isRegression
    let comparer = Comparer(request.gold)
    let job = AnnotationJob(task: task.task, model: task.model) { record, annotation, _ in
      let prediction = Prediction(annotation, isRegression: isRegression)
      return ComparedRecord(place: record.place, comparison: comparer.compare(record, prediction))
    }
    let start = ContinuousClock.now
    reporter.begin(running.inputs)
    let reader = JobReader(
      sources(kind: task.kind), inputs: running.inputs, from: nil, counter: sink.readBytes)
    let outcome: RunOutcome
    do throws(RunFailure<RunFault>) {
      outcome = try BatchRun.run(
        settings: settings, cancellation: Interruption.cancellation,
        makePipeline: { () throws(RunFault) in try AnnotationPipeline(job) },
        read: reader.pull(),
        write: { (output: JobOutput<ComparedRecord>) throws(RunFault) in sink.write(output) },
        flush: { () throws(RunFault) in })
    } catch {
      reporter.add(sink.summary)
      throw .run(error.cause)
    }
    sink.clearProgress()
    if outcome.cancelled {
      log.warning("interrupted after \(Wording.count(sink.scores.records, "record"))")
      reporter.add(sink.summary)
      reporter.close(signal: Interruption.signal)
      Interruption.die()
    }
    sink.summary.close(since: start, outcome.statistics)
    return (sink, task)
  }

  // MARK: File

  private func score(_ settings: PredictionSettings) throws(CommandFault) -> ExitStatus {
    let threshold = request.running.decoding.nullThreshold.map(Double.init) ?? Self.officialThreshold
    let summary = RunSummary(
      task: request.running.task.rawValue, precision: "none", instructionSet: "none", threads: 1)
    var sink = sink(nullThreshold: threshold, summary)
    reporter.begin(request.running.inputs)
    do throws(EvaluationFault) {
      try score(try PredictionReader(request.running.task, settings, gold: request.gold).read(), into: &sink)
    } catch {
      sink.clearProgress()
      throw .evaluation(error)
    }
    return try finish(sink, model: nil, precision: nil)
  }

  private func score(_ predictions: Predictions, into sink: inout EvaluationSink) throws(EvaluationFault) {
    var predictions = predictions
    let comparer = Comparer(request.gold)
    var reader = JobReader(
      sources(kind: .words), inputs: request.running.inputs, from: nil, counter: sink.readBytes)
    while let input = reader.next() {
      let item: JobOutput<ComparedRecord>.Item
      switch input.item {
      case .begin(let writers): item = .begin(writers: writers)
      case .end(let fault): item = .end(fault)
      case .read(.record(let record), _):
        let comparison = comparer.compare(record, predictions.next(for: record))
        item = .record(ComparedRecord(place: record.place, comparison: comparison), tokens: 0)
      case .read(.reject(let reject), _): item = .reject(reject, remains: [])
      case .read(.verbatim, _), .read(.header, _): continue
      }
      sink.write(JobOutput(file: input.file, item: item))
    }
    sink.clearProgress()
    if sink.status == .done { try predictions.checkFit() }
  }

  // MARK: Gold

  private func sources(kind: AnnotationKind) -> RecordSources {
    // Nothing is written back: a key that an annotation has already is no matter, and any writer will do.
    var writing = WritingSettings()
    writing.format = .jsonl
    writing.replace = true
    let goldKind: GoldSelection.Kind =
      switch request.running.task {
      case .tag: .tags
      case .qa: .answers
      case .pair, .fillMask, .nsp, .embed: .label
      }
    let gold = GoldReading(
      selection: GoldSelection(goldKind, key: request.gold.key),
      column: request.running.task == .tag ? request.gold.column : nil,
      sentences: request.gold.isRaw ? .text : .words)
    return RecordSources(
      reading: request.running.reading, writing: writing,
      targets: [AnnotationTarget(key: request.running.task.rawValue, kind: kind)], style: AnnotationStyle(),
      isJoined: false, gold: gold)
  }

  private func sink(nullThreshold: Double?, _ summary: RunSummary) -> EvaluationSink {
    EvaluationSink(
      EvaluationScores(scheme: request.scheme, rules: request.rules, nullThreshold: nullThreshold),
      inputs: request.running.inputs, summary: summary,
      reporter: reporter, log: log)
  }

  // MARK: Report

  /// The figures of all that was compared.
  func report(
    _ sink: EvaluationSink, model: String?, precision: String?
  ) throws(CommandFault) -> EvaluationReport {
    do throws(EvaluationFault) {
      guard sink.scores.records > 0 else { throw .noGold(request.running.inputs) }
      let result = try sink.scores.result(bootstrap: request.bootstrap.map { Bootstrap(samples: $0) })
      try EvaluationMetrics.check(request.minimums, among: result.metrics.map(\.name))
      return EvaluationReport(
        task: request.running.task.rawValue, gold: request.running.inputs, model: model,
        predictions: request.predictions?.file, precision: precision, records: sink.scores.records,
        leftOut: sink.scores.leftOut, missing: sink.scores.missing, rejects: sink.rejects, result: result)
    } catch {
      throw .evaluation(error)
    }
  }

  /// Writes the report, unless gold is missing from it, and tells of minimums that are not reached.
  private func finish(
    _ sink: EvaluationSink, model: String?, precision: String?
  ) throws(CommandFault) -> ExitStatus {
    var summary = sink.summary
    summary.bytesRead = sink.readBytes.value
    guard !sink.hasFailedFile else {
      reporter.add(summary)
      return sink.status
    }
    let report = try report(sink, model: model, precision: precision)
    if let strangers = sink.scores.strangers { log.warning("\(Wording.of(strangers))") }
    try write(request.json ? report.json : Array(report.text.utf8))
    if model == nil { reporter.add(summary) } else { reporter.end(summary) }
    var status = sink.status
    for missed in EvaluationMetrics.missed(request.minimums, report.result.metrics) {
      log.error("\(Wording.of(missed.minimum, value: missed.value))")
      status = max(status, .rejected)
    }
    return status
  }

  private func write(_ bytes: [UInt8]) throws(CommandFault) {
    do throws(JournalError) {
      let output = OutputFile.standardOutput()
      try output.write(bytes)
      try output.flush()
    } catch {
      throw .output(error)
    }
  }
}
