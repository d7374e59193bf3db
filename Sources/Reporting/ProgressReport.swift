import Faults
import Foundation
import Logging

/// How far a run is, in words and in numbers.
package struct ProgressReport: Sendable {
  /// The task's name.
  package var task: String
  /// Records written so far.
  package var records = 0
  /// Records set aside so far.
  package var rejects = 0
  /// Tokens a second since the run began.
  package var rate = 0.0
  /// The share of the inputs' bytes that were read, from 0 to 1; nil where their size is not known.
  package var share: Double?
  /// Seconds that are left at this speed; nil where that cannot be estimated.
  package var secondsLeft: Int?

  /// How far a run is after `seconds`, given what it did in that time; `done` bytes of `total` are behind it, counted
  /// from where this run began, and `skipped` lie before that.
  package init(
    _ summary: RunSummary, seconds: Double, done: Int, skipped: Int = 0, total: Int?
  ) {
    task = summary.task
    records = summary.records
    rejects = summary.rejects
    rate = Double(summary.tokens - summary.resumed.tokens) / max(seconds, 1e-3)
    guard let total, total > 0 else { return }
    share = min(1, Double(skipped + done) / Double(total))
    if done > 0 {
      secondsLeft = Int((seconds * Double(max(0, total - skipped - done)) / Double(done)).rounded())
    }
  }

  /// The report in words; counts are run together with commas.
  package var words: String {
    var parts = [Phrase.count(records, "record")]
    if rejects > 0 { parts.append(Phrase.count(rejects, "reject")) }
    parts.append("\(Int(rate)) tokens/s")
    if let share { parts.append("\(Int(share * 100)) %") }
    if let secondsLeft { parts.append("\(Self.clock(secondsLeft)) left") }
    return parts.joined(separator: ", ")
  }

  /// The numbers apart, for logs that machines read.
  package var metadata: Logger.Metadata {
    var values: Logger.Metadata = [
      "task": .string(task), "records": .stringConvertible(records), "rejects": .stringConvertible(rejects),
      "tokens_per_second": .stringConvertible(rate.rounded()),
    ]
    if let share { values["share"] = .stringConvertible((share * 1000).rounded() / 1000) }
    if let secondsLeft { values["seconds_left"] = .stringConvertible(secondsLeft) }
    return values
  }

  /// Seconds as `12:31`, or `1:02:31` from an hour on.
  private static func clock(_ seconds: Int) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, seconds % 60)
      : String(format: "%d:%02d", minutes, seconds % 60)
  }
}
