import Annotations
import BatchRuntime
import Logging
import Records
import Reporting
import Runs

extension OutputRun {
  /// The run of some tasks of a job over an input.
  init(
    _ input: String, _ tasks: [Int], of job: Job, _ loaded: LoadedJob, _ reporter: RunReporter, log: Logger,
    _ cancellation: Cancellation
  ) {
    let (places, models) = loaded.models(of: tasks)
    let keys = tasks.map { job.tasks[$0].key }
    let selections = tasks.map { number in
      var selection = job.tasks[number].selection
      if let shape = loaded[number].configured.shape { selection.shape = shape }
      return selection
    }
    let sources = RecordSources(
      job.readingSettings(selections.count == 1 ? selections[0] : FieldSelection(.several(selections))),
      job.output.writing,
      tasks.map {
        loaded[$0].configured.target(key: job.tasks[$0].key, column: job.tasks[$0].column)
      }, style: AnnotationStyle(schema: job.output.schema, logits: job.output.logits))
    let parts = zip(tasks, places).map { number, place in
      RecordJob<RenderedRecord>.Part(
        loaded[number], model: place.model, head: place.head,
        isOptional: job.tasks[number].isOptional && tasks.count > 1)
    }
    let settings = RunSettings(job.computing)
    var rendering = RecordJob<RenderedRecord>.rendering(
      parts, keys: keys, models: models, memory: WindowMemory(job.computing))
    rendering.maximumBytes = job.failing.maximumBytes
    self.init(
      RecordRun([input], sources, rendering, settings, cancellation),
      job.failing,
      summary: RunSummary(
        task: keys.joined(separator: ", "), precision: models[0].precision.rawValue,
        instructionSet: models[0].instructionSet.rawValue, threads: settings.workers),
      reporter: reporter, log: log)
  }
}
