import Faults
import Foundation

/// What a run did, reported at its end and written by `--stats` and `--metrics`.
package struct RunSummary: Sendable {
  /// The task's name.
  package var task: String
  /// The precision of the products, such as `f32`.
  package var precision: String
  /// The instruction set that the kernels ran on, such as `avx512`.
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
  /// Tokens of the records' windows, specials included.
  package var tokens = 0
  /// What of all this an earlier run did that was interrupted.
  package var resumed = Resumed()
  /// Bytes read of the inputs.
  package var bytesRead = 0
  /// Batches and windows computed, and the time that it took.
  package var work = Work()
  /// Seconds from the first read to the last write.
  package var seconds = 0.0

  /// A run that did nothing yet.
  package init(task: String, precision: String, instructionSet: String, threads: Int) {
    self.task = task
    self.precision = precision
    self.instructionSet = instructionSet
    self.threads = threads
  }

  /// The part of a run that was done before it was interrupted and resumed.
  package struct Resumed: Sendable, Equatable {
    /// Records written.
    package var records = 0
    /// Tokens computed.
    package var tokens = 0

    /// Nothing.
    package init() {}
  }

  /// What the workers did; seconds are summed over them.
  package struct Work: Sendable, Equatable {
    /// Batches computed.
    package var batches = 0
    /// Windows computed.
    package var windows = 0
    /// Windows whose scores were known, because an equal window was computed before.
    package var knownWindows = 0
    /// Rows computed that belong to a token.
    package var rows = 0
    /// Rows of the tiles that they were computed in.
    package var tiledRows = 0
    /// Seconds in which records were cut into windows of tokens.
    package var preparing = 0.0
    /// Seconds in which the encoder and the heads ran.
    package var computing = 0.0
    /// Seconds in which scores became annotations and records their bytes.
    package var finishing = 0.0
    /// Seconds in which workers had nothing to do.
    package var waiting = 0.0

    /// Nothing done.
    package init() {}
  }

  /// Tokens a second, of those that this run computed itself.
  package var rate: Double { seconds > 0 ? Double(tokens - resumed.tokens) / seconds : 0 }

  /// Share of the computed rows that belonged to no token.
  package var padding: Double {
    work.tiledRows > 0 ? 1 - Double(work.rows) / Double(work.tiledRows) : 0
  }

  /// The counts of rejects, largest first: `json 3, utf8 1`.
  var codes: String {
    rejectCodes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }

  /// One line for people.
  package var line: String {
    var parts = [
      "\(task): \(Phrase.count(records, "record"))", Phrase.count(tokens, "token"),
      "\(String(format: "%.1f", seconds)) s", "\(Int(rate.rounded())) tokens/s",
      "\(precision) on \(instructionSet), \(Phrase.count(threads, "thread"))",
    ]
    if rejects > 0 { parts.insert("\(Phrase.count(rejects, "reject")) (\(codes))", at: 1) }
    if failedFiles > 0 { parts.insert("\(Phrase.count(failedFiles, "file")) failed", at: 1) }
    return parts.joined(separator: ", ")
  }

  /// Adds what another run of the same task did; the runs came one after another.
  package static func += (left: inout RunSummary, right: RunSummary) {
    left.files += right.files
    left.failedFiles += right.failedFiles
    left.records += right.records
    left.rejects += right.rejects
    left.rejectCodes.merge(right.rejectCodes, uniquingKeysWith: +)
    left.tokens += right.tokens
    left.resumed.records += right.resumed.records
    left.resumed.tokens += right.resumed.tokens
    left.bytesRead += right.bytesRead
    left.work.batches += right.work.batches
    left.work.windows += right.work.windows
    left.work.knownWindows += right.work.knownWindows
    left.work.rows += right.work.rows
    left.work.tiledRows += right.work.tiledRows
    left.work.preparing += right.work.preparing
    left.work.computing += right.work.computing
    left.work.finishing += right.work.finishing
    left.work.waiting += right.work.waiting
    left.seconds += right.seconds
  }
}

extension Duration {
  /// The duration in seconds.
  package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
