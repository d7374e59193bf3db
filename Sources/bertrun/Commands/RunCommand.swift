import ArgumentParser
import Commands
import Foundation
import Jobs

/// `bertrun run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Many inputs, many tasks, one encoder: what a job file says; the cron entry.",
    discussion: """
      Only outputs that are not what they would be are made: a manifest beside each output says of what input, models and \
      settings it was made. An interrupted run goes on where its journal says.

        inputs: [letters/**/*.jsonl, forms]
        tasks: [tag, qa]
        output: annotated

      'bertrun run --print-schema' prints a JSON Schema with every key of a job file, for editors.
      """)

  @Argument(help: ArgumentHelp("The job file; paths in it are relative to its folder.", valueName: "job"))
  var job: String?

  @Flag(help: "Say what would be done and why, and do nothing.")
  var dryRun = false

  @Flag(help: "Make every output, up to date or not.")
  var force = false

  @Flag(help: "Only warnings and errors, whatever the job says.")
  var quiet = false

  @Flag(help: "Print a JSON Schema of job files.")
  var printSchema = false

  func validate() throws {
    if job == nil, !printSchema { throw ValidationError("give a job file") }
    if job != nil, printSchema { throw ValidationError("--print-schema takes no job file") }
  }

  func run() throws {
    guard let job else {
      FileHandle.standardOutput.write(Data(jobSchema()))
      return
    }
    var request = RunJobRequest(file: job)
    request.isDry = dryRun
    request.options.force = force
    request.quiet = quiet
    try leave(runJob(request))
  }
}
