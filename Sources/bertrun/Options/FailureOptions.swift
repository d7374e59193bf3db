import ArgumentParser
import Commands
import Runs

/// What happens to records that cannot be annotated.
struct FailureOptions: ParsableArguments {
  @Option(help: "On a record that cannot be annotated: reject it, or stop the run.")
  var onError: FailureMode = .reject

  @Option(help: ArgumentHelp("File for rejected records (default: OUTPUT.rejects.jsonl).", valueName: "file"))
  var rejects: String?

  @Option(help: ArgumentHelp("End the run when more than n records are rejected.", valueName: "n"))
  var maxRejects: Int?

  func validate() throws {
    if let maxRejects, maxRejects < 0 {
      throw ValidationError("--max-rejects must be at least 0, not '\(maxRejects)'")
    }
  }

  /// The settings that the flags ask for.
  var failing: FailingSettings {
    var settings = FailingSettings()
    settings.stop = onError == .stop
    settings.rejects = rejects
    settings.maximumRejects = maxRejects
    return settings
  }
}

/// Reject the record, or stop the run.
enum FailureMode: String, ExpressibleByArgument, CaseIterable {
  case reject, stop
}
