import ArgumentParser
import Checkpoints
import Commands

/// A command that writes records back annotated: its shared flags, and the one call that does the work.
protocol AnnotatingCommand: ParsableCommand {
  associatedtype Fields: FieldFlags

  var input: InputOptions<Fields> { get }
  var writing: WritingOptions { get }
  var model: ModelOptions { get }
  var windows: WindowOptions { get }
  var failures: FailureOptions { get }
  var reporting: ReportingOptions { get }

  /// Everything that was asked for.
  func request() -> AnnotateRequest
}

extension AnnotatingCommand {
  /// The request that the shared flags ask for.
  func baseRequest(_ task: TaskName) -> AnnotateRequest {
    var request = AnnotateRequest(task: task)
    request.inputs = input.inputs.isEmpty ? ["-"] : input.inputs
    request.model = model.choice
    input.apply(to: &request.reading)
    request.output = writing.settings
    request.task.schema = writing.schema.schema
    request.task.decoding.window = windows.window
    request.task.decoding.overlap = windows.overlap
    request.task.decoding.logits = writing.logits
    request.task.decoding.offsets = writing.offsets.unit
    request.computing = model.computing
    request.failing = failures.failing
    request.reporting = reporting.reporting
    return request
  }

  /// Runs the request and exits with its status.
  func run() throws {
    leave(annotate(request()))
  }
}
