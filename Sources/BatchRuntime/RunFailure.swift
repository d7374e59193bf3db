/// Why a run ended before its input did.
package struct RunFailure<Cause: Error>: Error {
  /// The step that failed.
  package enum Stage: Sendable {
    /// A worker could not be made.
    case start
    /// The reader threw.
    case read
    /// `Pipeline.prepare` threw.
    case prepare
    /// `Pipeline.compute` threw for a unit, also when that unit was tried alone.
    case compute
    /// `Pipeline.finish` threw.
    case finish
    /// The writer or its flush threw.
    case write
  }

  /// The step that failed.
  package let stage: Stage
  /// The place of the input that failed, counted from 0; for `read`, the number of inputs read before; for `start`
  /// and `write`, the number of inputs written.
  package let input: Int
  /// What was thrown.
  package let cause: Cause
  /// How many inputs were written: exactly the first so many. Every input before the failed one, unless the
  /// stage is `start` or `write`.
  package let written: Int
}

/// How a run ended that did not fail, and what it did.
package struct RunOutcome: Sendable {
  /// Whether the run was cancelled before its input ended.
  package let cancelled: Bool
  /// How many inputs were written: exactly the first so many.
  package let written: Int
  /// Counts and times over all workers.
  package let statistics: RunStatistics
}

/// Counts and times of a run, summed over its workers.
package struct RunStatistics: Sendable {
  /// Batches computed.
  package var batches = 0
  /// Units computed.
  package var units = 0
  /// Rows computed that belong to a unit.
  package var rows = 0
  /// Rows of the tiles that they were computed in.
  package var tiledRows = 0
  /// Time in `Pipeline.prepare`.
  package var preparing = Duration.zero
  /// Time in `Pipeline.compute`.
  package var computing = Duration.zero
  /// Time in `Pipeline.finish`.
  package var finishing = Duration.zero
  /// Time that workers waited for something to do.
  package var waiting = Duration.zero

  static func += (left: inout RunStatistics, right: RunStatistics) {
    left.batches += right.batches
    left.units += right.units
    left.rows += right.rows
    left.tiledRows += right.tiledRows
    left.preparing += right.preparing
    left.computing += right.computing
    left.finishing += right.finishing
    left.waiting += right.waiting
  }
}
