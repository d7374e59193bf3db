import ArgumentParser
import Commands
import Foundation
import Jobs

/// `bertrun run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run the tasks of a job file over many inputs with one encoder; suited to cron.",
    discussion: """
      Only outputs that are not up to date are written: a manifest beside each output records the input, models and \
      settings behind it. An interrupted run resumes from its journal.

        inputs: [letters/**/*.jsonl, forms]
        tasks: [tag, qa]
        output: annotated

      'bertrun run --print-schema' prints a JSON Schema with every key of a job file, for editors.
      """)

  @Argument(help: ArgumentHelp("The job file; paths in it are relative to its folder.", valueName: "job"))
  var job: String?

  @Flag(help: "Report what will be done and why, and do nothing.")
  var dryRun = false

  @Flag(help: "Write every output, up to date or not.")
  var force = false

  @Flag(help: "Log only warnings and errors, whatever the job says.")
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
    leave(runJob(request))
  }
}
