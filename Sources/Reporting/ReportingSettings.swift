/// What a run reports on standard error.
package struct ReportingSettings: Sendable {
  /// When the progress line is drawn.
  package var progress: ProgressMode = .automatic
  /// The time between two log lines of progress, where no terminal shows it; zero for none.
  package var logEvery = Duration.seconds(60)
  /// Whether summary and log lines of progress are left out.
  package var quiet = false
  /// Whether log lines are JSON.
  package var jsonLog = false
  /// The file that gets the summary as JSON.
  package var stats: String?
  /// The file that a collector of metrics reads.
  package var metrics: String?

  /// The files that are written.
  package var files: [String] { [stats, metrics].compactMap(\.self) }

  /// All at their defaults.
  package init() {}
}

/// When the progress line is drawn.
package enum ProgressMode: String, Sendable, CaseIterable {
  case automatic = "auto"
  case always, never
}
