import Foundation
import Journal

/// The file that a textfile collector reads: replaced whole, so that it never reads half of it.
package struct MetricsFile: Sendable {
  private static let lastSuccess = "bertrun_last_success_timestamp_seconds"

  /// The file.
  package let path: String
  /// The label `run` of its metrics: the file's name without `.prom`.
  package let run: String
  private let formerSuccess: Double

  /// The file at a path; a success that an earlier run noted there is kept.
  package init(_ path: String) throws(JournalError) {
    self.path = path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    run = name.hasSuffix(".prom") && name.utf8.count > 5 ? String(name.dropLast(5)) : name
    // Of a device or a pipe nothing can be read back.
    let former = try OutputFile.target(of: path).map { target throws(JournalError) in
      try InputFile.contents(of: target)
    }
    formerSuccess = Self.success(in: String(decoding: (former ?? nil) ?? [], as: UTF8.self))
  }

  /// Replaces the file with what is known now.
  package func write(_ summaries: [RunSummary], _ status: RunStatus) throws(JournalError) {
    let isSuccess = status.end?.isSuccess == true
    let metrics = RunMetrics(
      run: run, summaries: summaries, status: status,
      lastSuccess: isSuccess ? status.started.timeIntervalSince1970 + status.seconds : formerSuccess)
    try WholeFile.replace(path, with: Array(metrics.text.utf8))
  }

  /// The time of the last success in an earlier text; 0 where it has none.
  package static func success(in text: String) -> Double {
    let line = text.split(separator: "\n").last { $0.hasPrefix(lastSuccess) }
    let value = line?.split(separator: " ").last.flatMap { Double($0) } ?? 0
    return value.isFinite ? value : 0
  }
}
