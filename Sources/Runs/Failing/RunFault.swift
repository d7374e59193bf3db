import Checkpoints
import Records

/// Why a run ended before its inputs did, though every file could be written.
package enum RunFault: Error, Sendable {
  /// The folder of an output could not be made.
  case folder(CheckpointError)
  /// An output could not be prepared for compression.
  case encoder(RecordsError, path: String)
  /// A record could not be annotated, and the first such ends the run.
  case stopped(Reject, file: String)
  /// The model's score for a record is infinite or NaN.
  case nonFiniteScore(file: String, line: Int)
  /// More records were rejected than are allowed.
  case tooManyRejects(count: Int, limit: Int)
}
