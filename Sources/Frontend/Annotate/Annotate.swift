import BatchRuntime
import Compute
import Foundation
import Journal
import Logging
import Records
import Tasks

/// Annotates the records of a request's inputs. Everything that is told goes to standard error; the status is for the
/// caller to exit with.
package func annotate(_ request: AnnotateRequest) -> ExitStatus {
  let log = Logger(label: "bertrun") { _ in LogLine(json: request.reporting.jsonLog) }
  let reporter = RunReporter(request.reporting, task: request.task.rawValue, log: log)
  Interruption.watch()
  do throws(CommandFault) {
    try reporter.open()
    let status = try AnnotateRun(request, reporter, log: log).run()
    return reporter.close(status, isWhole: true)
  } catch {
    if case .run(.output(.file(let cause))) = error, cause.isClosedPipe {
      reporter.close(signal: TerminationSignals.closedPipe)
      TerminationSignals.dieOfClosedPipe()
    }
    log.error("\(Wording.of(error))")
    return reporter.close(error.status, isWhole: false)
  }
}

/// One call of an annotating command: the model is loaded once, then each output is made of its inputs.
private struct AnnotateRun {
  private let request: AnnotateRequest
  private let reporter: RunReporter
  private let log: Logger
  private let plan: OutputPlan
  private let task: LoadedTask
  private let target: AnnotationTarget
  private let sources: RecordSources
  private let settings: RunSettings

  init(_ request: AnnotateRequest, _ reporter: RunReporter, log: Logger) throws(CommandFault) {
    self.request = request
    self.reporter = reporter
    self.log = log
    do throws(RequestFault) {
      plan = try OutputPlan(request)
    } catch {
      throw .request(error)
    }
    task = try LoadedTask(request)
    for warning in task.warnings { log.warning("\(Wording.of(warning))") }
    var reading = request.reading
    if let shape = task.shape { reading.selection.shape = shape }
    var writing = request.writing
    writing.format = request.outputFormat
    target = AnnotationTarget(
      key: request.writing.key ?? request.task.rawValue, kind: task.kind, column: request.writing.column)
    sources = RecordSources(
      reading: reading, writing: writing, targets: [target],
      style: AnnotationStyle(schema: request.writing.schema, logits: request.decoding.logits),
      isJoined: plan.groups.contains { $0.inputs.count > 1 },
      besides: plan.groups.first?.besides.map(\.content) ?? [], vectorWidth: task.vectorWidth)
    settings = request.computing.runSettings(for: task.model)
  }

  func run() throws(CommandFault) -> ExitStatus {
    var status = ExitStatus.done
    for group in plan.groups { status = max(status, try run(group)) }
    return status
  }

  private func run(_ group: OutputPlan.Group) throws(CommandFault) -> ExitStatus {
    let inputs = group.inputs.map { request.inputs[$0] }
    let opening: RunOutput.Opening
    do throws(JournalError) {
      opening = try RunOutput.open(
        group.output, besides: group.besides.map(\.path), rejects: group.rejects,
        binding: try task.binding(of: request, inputs: inputs),
        resume: request.resume)
    } catch {
      throw .output(error)
    }
    switch opening {
    case .alreadyDone(let position):
      log.info("\(group.output ?? "standard output"): done already, nothing changed since")
      return JobSink.status(at: position)
    case .run(let output, let position):
      // An array's header is written again at the end.
      if request.outputFormat == .npy, !output.isJournaled { throw .request(.arrayNeedsFile) }
      return try run(inputs, to: output, from: position)
    }
  }

  private func run(
    _ inputs: [String], to output: RunOutput, from position: JournalPosition?
  ) throws(CommandFault) -> ExitStatus {
    let key = target.key
    let job = AnnotationJob(task: task.task, model: task.model) {
      record, annotation, writers throws(Reject) in
      try writers.render(record, [KeyedAnnotation(key, annotation)])
    }
    let run = OutputRun(
      inputs: inputs, sources: sources, job: job, settings: settings, failing: request.failing,
      summary: RunSummary(request.task, task.model, threads: settings.workers), reporter: reporter, log: log)
    let result: OutputRun.Result
    do throws(RunFault) {
      result = try run.run(to: output, from: position)
    } catch {
      throw .run(error)
    }
    if result.wasCancelled {
      interrupted(
        result.summary,
        advises: output.isJournaled && !inputs.contains { $0 == "-" || InputFile.isStream($0) })
    }
    reporter.end(result.summary)
    return result.status
  }

  private func interrupted(_ summary: RunSummary, advises: Bool) -> Never {
    let advice = advises ? "; go on with --resume" : ""
    log.warning("interrupted after \(Wording.count(summary.records, "record"))\(advice)")
    reporter.add(summary)
    reporter.close(signal: Interruption.signal)
    Interruption.die()
  }
}
