import Annotations
import BatchRuntime
import Faults
import Journal
import Logging
import Models
import Records
import Reporting
import Runs
import Tasks

/// Annotates the records of a request's inputs. Everything that is reported goes to standard error.
package func annotate(_ request: AnnotateRequest) -> CommandEnd {
  let log = Logger.lines(json: request.reporting.jsonLog)
  let reporter = RunReporter(
    request.reporting, task: request.task.task.rawValue, log: log, outputIsSeen: request.output.isSeen)
  return command(reporter, log, opens: false, leavesAlone: overwritesInput) {
    let plan = try OutputPlan(
      request.inputs, request.output, rejects: request.failing.rejects,
      vectorsOfTokens: request.task.decoding.pooling == PoolingChoice.none)
    try plan.check(request.inputs, others: request.reporting.files)
    try reporter.open()
    sayThatTerminalIsRead(request.inputs, log)
    var asked = request.task
    asked.decoding.takesOneText = request.reading.selection.text != nil
    let task = try LoadedTask(asked, request.model, request.computing)
    for warning in task.configured.warnings { log.warning("\(warning.message)") }
    let binding = RunBinding(request, task.source)
    let outputs = PlannedOutputs(
      plan: plan, inputs: request.inputs, resume: request.output.resume, binding: binding,
      job: .rendering(
        [.init(task)], keys: [request.key], models: [task.model],
        memory: WindowMemory(request.computing)),
      sources: RecordSources(
        request.reading(for: task), request.output.writing,
        [task.configured.target(key: request.key, column: request.output.writing.column)],
        style: AnnotationStyle(schema: request.task.schema, logits: request.task.decoding.logits),
        vectorWidth: task.configured.vectorWidth),
      settings: RunSettings(request.computing), failing: request.failing,
      needsFile: request.output.isArray,
      summary: RunSummary(
        request.task.task, task.model, threads: RunSettings(request.computing).workers))
    return try outputs.make(reporter, log)
  }
}

extension AnnotateRequest {
  /// The annotation's key.
  fileprivate var key: String { output.writing.key ?? task.task.rawValue }

  /// How the inputs are read; what is needed of a record may be the model's to say.
  fileprivate func reading(for task: LoadedTask) -> ReadingSettings {
    var reading = reading
    if let shape = task.configured.shape { reading.selection.shape = shape }
    return reading
  }
}
