import ArgumentParser
import Commands
import Runs

/// What happens to records that cannot be annotated.
struct FailureOptions: ParsableArguments {
  @Option(help: "On a record that cannot be annotated: reject it, or stop the run.")
  var onError: FailureMode = .reject

  @Option(help: ArgumentHelp("File for rejected records (default: OUTPUT.rejects).", valueName: "file"))
  var rejects: String?

  @Flag(
    help: "Overwrite a file of rejects that was changed since the last run, instead of numbering a new one.")
  var replaceRejects = false

  @Option(
    help: ArgumentHelp(
      "Exit with 76 when more than n records, or n% of them, are rejected; n ends the run there (default: 50% of at least 20).",
      valueName: "n|n%"))
  var maxRejects: RejectLimit?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("MiB of text that a record may have; one with more is rejected.", valueName: "n"))
  var maxRecord = 2

  func validate() throws {
    guard (1...1 << 20).contains(maxRecord) else {
      throw ValidationError("--max-record must be at least 1 MiB, not '\(maxRecord)'")
    }
  }

  /// The settings that the flags ask for.
  var failing: FailingSettings {
    var settings = FailingSettings()
    settings.stop = onError == .stop
    settings.rejects = rejects
    settings.replacesRejects = replaceRejects
    settings.limit = maxRejects
    settings.maximumBytes = maxRecord << 20
    return settings
  }
}

extension RejectLimit: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Reject the record, or stop the run.
enum FailureMode: String, ExpressibleByArgument, CaseIterable {
  case reject, stop
}
