import BatchRuntime
import Logging
import Records
import Tasks

extension OutputRun {
  /// The run of some tasks of a job over an input.
  init(
    _ input: String, _ tasks: [Int], of job: Job, _ loaded: LoadedJob, _ reporter: RunReporter, log: Logger
  ) {
    let (places, models) = loaded.models(of: tasks)
    let keys = tasks.map { job.tasks[$0].key }
    var selections: [FieldSelection] = []
    for number in tasks {
      var selection = job.tasks[number].selection
      if let shape = loaded[number].shape { selection.shape = shape }
      selections.append(selection)
    }
    let sources = RecordSources(
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
    let annotationJob = AnnotationJob(parts: parts, models: models) {
      record, annotations, writers throws(Reject) in
      let keyed = zip(keys, annotations).compactMap { key, annotation in
        annotation.map { KeyedAnnotation(key, $0) }
      }
      var rendered = try writers.render(record, keyed)
      rendered.missing = annotations.indices.filter { annotations[$0] == nil }
      return rendered
    }
    let settings = job.computing.runSettings(for: models[0])
    self.init(
      inputs: [input], sources: sources, job: annotationJob, settings: settings, failing: job.failing,
      summary: RunSummary(
        task: keys.joined(separator: ", "), precision: models[0].precision.rawValue,
        instructionSet: models[0].instructionSet.rawValue, threads: settings.workers),
      reporter: reporter, log: log)
  }
}
