import BatchRuntime
import Checkpoints
import Foundation
import JSON
import Tasks

/// What a run did, told at its end and written by `--stats`.
package struct RunSummary: Sendable {
  /// The task's name.
  package var task: String
  /// Precision and instruction set, such as `f32` and `avx512`.
  package var precision: String
  /// The instruction set that the kernels ran on.
  package var instructionSet: String
  /// Worker threads.
  package var threads: Int
  /// Inputs read to their ends.
  package var files = 0
  /// Inputs that could not be read to their ends.
  package var failedFiles = 0
  /// Records written with an annotation.
  package var records = 0
  /// Records set aside.
  package var rejects = 0
  /// Records set aside, by code.
  package var rejectCodes: [String: Int] = [:]
  /// Records without the annotation of a task that found nothing of its own in them, by the task's place in the run.
  package var missing: [Int: Int] = [:]
  /// Tokens computed, specials included.
  package var tokens = 0
  /// Share of the computed rows that belonged to no token.
  package var padding = 0.0
  /// Seconds from the first read to the last write.
  package var seconds = 0.0

  /// Tokens a second.
  package var rate: Double { seconds > 0 ? Double(tokens) / seconds : 0 }

  /// One line for people.
  package var line: String {
    var parts = [
      "\(task): \(Wording.count(records, "record"))", Wording.count(tokens, "token"),
      "\(String(format: "%.1f", seconds)) s", "\(Int(rate.rounded())) tokens/s",
      "\(precision) on \(instructionSet), \(Wording.count(threads, "thread"))",
    ]
    if rejects > 0 {
      let codes = rejectCodes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) \($0.value)" }
      parts.insert("\(Wording.count(rejects, "reject")) (\(codes.joined(separator: ", ")))", at: 1)
    }
    if failedFiles > 0 { parts.insert("\(Wording.count(failedFiles, "file")) failed", at: 1) }
    return parts.joined(separator: ", ")
  }

  /// The summary as one JSON object and a line feed.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, value) in [("task", task), ("precision", precision), ("instruction_set", instructionSet)] {
      writer.key(key)
      writer.string(value)
    }
    for (key, value) in [
      ("threads", threads), ("files", files), ("failed_files", failedFiles), ("records", records),
      ("rejects", rejects), ("tokens", tokens),
    ] {
      writer.key(key)
      writer.int(value)
    }
    writer.key("reject_codes")
    writer.beginObject()
    for (code, count) in rejectCodes.sorted(by: { $0.key < $1.key }) {
      writer.key(code)
      writer.int(count)
    }
    writer.endObject()
    for (key, value) in [("padding", padding), ("seconds", seconds), ("tokens_per_second", rate)] {
      writer.key(key)
      writer.number(value)
    }
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}

extension RunSummary {
  /// Nothing done yet by a task on its model.
  init(_ task: TaskName, _ model: TaskModel, threads: Int) {
    self.init(
      task: task.rawValue, precision: model.precision.rawValue,
      instructionSet: model.instructionSet.rawValue, threads: threads)
  }

  /// Notes how long a run took that began at `start`, and what it padded.
  mutating func close(since start: ContinuousClock.Instant, _ statistics: RunStatistics) {
    seconds = (ContinuousClock.now - start).seconds
    padding = 1 - Double(statistics.rows) / Double(max(1, statistics.tiledRows))
  }
}
