import ArgumentParser
import Checkpoints
import Frontend

/// A command that writes records back annotated: its shared flags, and the one call that does the work.
protocol AnnotatingCommand: ParsableCommand {
  var input: InputOptions { get }
  var writing: WritingOptions { get }
  var model: ModelOptions { get }
  var windows: WindowOptions { get }
  var failures: FailureOptions { get }
  var reporting: ReportingOptions { get }

  /// Everything that was asked for.
  func request() -> AnnotateRequest
}

extension AnnotatingCommand {
  /// The request that the shared flags make.
  func baseRequest(_ task: TaskName) -> AnnotateRequest {
    var request = AnnotateRequest(task: task)
    request.inputs = input.inputs.isEmpty ? ["-"] : input.inputs
    request.output = writing.output
    request.outputDirectory = writing.outputDir
    request.model = model.model
    request.tasksDirectory = model.tasks
    input.apply(to: &request.reading)
    request.writing = writing.writing
    request.decoding.window = windows.window
    request.decoding.overlap = windows.overlap
    request.decoding.logits = writing.logits
    request.decoding.offsets = writing.offsets.unit
    request.computing = model.computing
    request.resume = writing.resume
    request.failing = failures.failing
    request.reporting = reporting.reporting
    return request
  }

  /// Runs the request and leaves with its status.
  func run() throws {
    try leave(with: annotate(request()))
  }
}

extension ParsableCommand {
  /// Leaves with a status; all done is no error.
  func leave(with status: ExitStatus) throws {
    if status != .done { throw ExitCode(status.rawValue) }
  }
}
