import Foundation
import Reporting

/// Summaries and states with fixed numbers.
enum Summaries {
  /// A run of the tagger with a few rejects.
  static var tag: RunSummary {
    var summary = RunSummary(task: "tag", precision: "int8", instructionSet: "avx512", threads: 2)
    summary.files = 3
    summary.failedFiles = 1
    summary.records = 120_000
    summary.rejects = 4
    summary.rejectCodes = ["json": 3, "utf8": 1]
    summary.tokens = 3_000_000
    summary.resumed.records = 20_000
    summary.resumed.tokens = 500_000
    summary.bytesRead = 9_000_000
    summary.work.batches = 500
    summary.work.windows = 120_001
    summary.work.rows = 750
    summary.work.tiledRows = 1000
    summary.work.preparing = 1.5
    summary.work.computing = 90
    summary.work.finishing = 2
    summary.work.waiting = 0.25
    summary.seconds = 50
    return summary
  }

  /// A command that started at an even second.
  static func status(_ end: RunStatus.End?) -> RunStatus {
    RunStatus(
      started: Date(timeIntervalSince1970: 1_795_651_200), seconds: 52.5, end: end, peakMemory: 104_857_600,
      library: "oneDNN 2.6.3")
  }
}
