import ArgumentParser
import Commands
import Reporting

/// What is reported on standard error.
struct ReportingOptions: ParsableArguments {
  @Option(help: "Progress line: auto (on a terminal), always or never.")
  var progress: ProgressMode = .automatic

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds between progress log lines when no terminal shows progress; 0 for none.", valueName: "seconds")
  )
  var logEvery = 60

  @Flag(help: "No summary at the end, and no progress log lines.")
  var quiet = false

  @Option(help: "Format of log lines: text or json.")
  var logFormat: LogFormat = .text

  @Option(help: ArgumentHelp("Write the summary as JSON to a file.", valueName: "file"))
  var stats: String?

  @Option(
    help: ArgumentHelp(
      "Write metrics for Prometheus' textfile collector to a file: at the start, every 15 seconds, and at the end.",
      valueName: "file"))
  var metrics: String?

  func validate() throws {
    if logEvery < 0 { throw ValidationError("--log-every '\(logEvery)' must be 0 or more seconds") }
  }

  /// The settings that the flags ask for.
  var reporting: ReportingSettings {
    var settings = ReportingSettings()
    settings.progress = progress
    settings.quiet = quiet
    settings.jsonLog = logFormat == .json
    settings.logEvery = .seconds(logEvery)
    settings.stats = stats
    settings.metrics = metrics
    return settings
  }
}

/// The format of log lines.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension ProgressMode: ExpressibleByArgument {}
