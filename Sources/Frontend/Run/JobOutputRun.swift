import BatchRuntime
import Journal
import Logging
import Records
import Tasks

/// Makes one output of a job.
struct JobOutputRun {
  private let input: String
  private let job: AnnotationJob<RenderedRecord>
  private let sources: RecordSources
  private let settings: RunSettings
  private let summary: RunSummary
  private let failing: FailingSettings
  private let reporter: RunReporter
  private let log: Logger

  /// What came of it.
  struct Result {
    /// What the input comes to.
    var status: ExitStatus
    /// The counts, those of a former run that it went on from included.
    var summary: RunSummary
    /// Whether a signal ended it before its input was done.
    var wasCancelled: Bool
  }

  /// The run of some tasks of a job over an input.
  init(
    _ input: String, _ tasks: [Int], of job: Job, _ loaded: LoadedJob, _ reporter: RunReporter, log: Logger
  ) {
    self.input = input
    let (places, models) = loaded.models(of: tasks)
    let keys = tasks.map { job.tasks[$0].key }
    var selections: [FieldSelection] = []
    for number in tasks {
      var selection = job.tasks[number].selection
      if let shape = loaded[number].shape { selection.shape = shape }
      selections.append(selection)
    }
    sources = RecordSources(
      reading: job.readingSettings(
        selections.count == 1 ? selections[0] : FieldSelection(.several(selections))),
      writing: job.output.writing,
      targets: tasks.map {
        AnnotationTarget(key: job.tasks[$0].key, kind: loaded[$0].kind, column: job.tasks[$0].column)
      },
      style: AnnotationStyle(schema: job.output.writing.schema, logits: job.output.logits), isJoined: false)
    let parts = zip(tasks, places).map { number, place in
      AnnotationJob<RenderedRecord>.Part(
        task: loaded[number].task, model: place.model, head: place.head,
        isOptional: job.tasks[number].isOptional && tasks.count > 1)
    }
    self.job = AnnotationJob(parts: parts, models: models) { record, annotations, writers throws(Reject) in
      let keyed = zip(keys, annotations).compactMap { key, annotation in
        annotation.map { KeyedAnnotation(key, $0) }
      }
      var rendered = try writers.render(record, keyed)
      rendered.missing = annotations.indices.filter { annotations[$0] == nil }
      return rendered
    }
    settings = job.computing.runSettings(for: models[0])
    summary = RunSummary(
      task: keys.joined(separator: ", "), precision: models[0].precision.rawValue,
      instructionSet: models[0].instructionSet.rawValue, threads: settings.workers)
    failing = job.failing
    self.reporter = reporter
    self.log = log
  }

  /// Annotates the input from a position on. A fault of the input leaves no output, only what a later run goes on with.
  func run(to output: RunOutput, from position: JournalPosition?) throws(RunFault) -> Result {
    let start = ContinuousClock.now
    let readBytes = ByteCounter()
    var sink = try JobSink(
      run: output, from: position, inputs: [input], failing: failing, summary: summary,
      reporter: reporter, readBytes: readBytes, log: log)
    reporter.begin([input])
    let job = job
    let source = JobReader(sources, inputs: [input], from: position, counter: readBytes)
    let outcome: RunOutcome
    do throws(RunFailure<RunFault>) {
      outcome = try BatchRun.run(
        settings: settings, cancellation: Interruption.cancellation,
        makePipeline: { () throws(RunFault) in try AnnotationPipeline(job) },
        read: source.pull(),
        write: { (output: JobOutput<RenderedRecord>) throws(RunFault) in try sink.write(output) },
        flush: { () throws(RunFault) in try sink.flush() })
    } catch {
      sink.clearProgress()
      throw error.cause
    }
    if outcome.cancelled { try sink.suspend() } else { try sink.finish() }
    var summary = sink.summary
    summary.close(since: start, outcome.statistics)
    return Result(status: sink.status, summary: summary, wasCancelled: outcome.cancelled)
  }
}
