import ArgumentParser
import Frontend

/// What is told on standard error.
struct ReportingOptions: ParsableArguments {
  @Option(help: "Progress line: auto (on a terminal), always or never.")
  var progress: ProgressMode = .automatic

  @Flag(help: "No summary at the end.")
  var quiet = false

  @Option(help: "Log lines as text or json.")
  var logFormat: LogFormat = .text

  @Option(help: ArgumentHelp("Write the summary as JSON to a file.", valueName: "file"))
  var stats: String?

  /// The settings that the flags ask for.
  var reporting: ReportingSettings {
    var settings = ReportingSettings()
    settings.progress = progress
    settings.quiet = quiet
    settings.jsonLog = logFormat == .json
    settings.stats = stats
    return settings
  }
}

/// The form of log lines.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension ProgressMode: ExpressibleByArgument {}
