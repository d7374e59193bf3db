import Checkpoints
import Compute
import Journal
import Records

/// Why an input could not be read, or not be read as one; the run goes on with the next.
package enum InputFault: Error, Sendable {
  /// The file does not exist, or cannot be opened or read.
  case file(JournalError)
  /// The input's bytes break its format for good.
  case records(RecordsError)
  /// The output's format cannot hold what the task finds in such an input.
  case cannotWrite(OutputFormat, from: RecordFormat)
  /// Several inputs of such a format cannot go to one output.
  case cannotJoin(OutputFormat)
  /// Such an output has one place for the annotations under these keys.
  case crowded(OutputFormat, [String])
  /// A job has something else than a file among its inputs, which cannot be known again.
  case notAFile
  /// Something happened to the file while it was read.
  case changed(InputChange)

  /// Whether part of the input was not read: of one that grew, all is read that was there when it was opened.
  var endsEarly: Bool {
    switch self {
    case .changed(.grew), .changed(.rewritten), .changed(.replaced): false
    case .file, .records, .cannotWrite, .cannotJoin, .crowded, .notAFile, .changed(.shrank): true
    }
  }

  /// What the run's exit status becomes.
  var status: ExitStatus {
    switch self {
    case .file(.file(let error)) where error.operation == .open: .noInput
    case .file: .readWrite
    case .notAFile: .noInput
    case .records(.readFailed): .readWrite
    case .cannotWrite, .cannotJoin, .crowded: .usage
    case .changed(.replaced): .done
    case .changed(.shrank): .readWrite
    case .records, .changed(.grew), .changed(.rewritten): .rejected
    }
  }
}

/// Why a run ended before its inputs did.
package enum RunFault: Error, Sendable {
  /// A worker could not be prepared.
  case compute(ComputeError)
  /// An output could not be created or written.
  case output(JournalError)
  /// The folder of an output could not be made.
  case folder(CheckpointError)
  /// An output could not be prepared for compression.
  case encoder(RecordsError, path: String)
  /// A record could not be annotated, and the first such ends the run.
  case stopped(Reject, file: String)
  /// More records were rejected than are allowed.
  case tooManyRejects(count: Int, limit: Int)

  /// What the run's exit status becomes.
  var status: ExitStatus {
    switch self {
    case .compute: .internalFault
    case .folder: .cannotCreate
    case .output(.file(let error)) where error.operation == .create: .cannotCreate
    case .output(.held): .locked
    case .output(.mismatch), .output(.notAJournal), .output(.unknownJournalVersion): .badConfiguration
    case .output(.notResumable): .usage
    case .output, .encoder: .readWrite
    case .stopped, .tooManyRejects: .rejected
    }
  }
}
