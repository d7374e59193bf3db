import Faults
import Glibc
import Journal
import Records

/// Why an input could not be read, or not be read as one; the run continues with the next.
package enum InputFault: Error, Sendable {
  /// The file does not exist, or cannot be opened or read.
  case file(JournalError)
  /// The input's bytes break its format for good.
  case records(RecordsError)
  /// The output's format cannot hold what the task finds in such an input.
  case cannotWrite(RecordFormat, from: RecordFormat)
  /// Several inputs of such a format cannot go to one output.
  case cannotJoin(RecordFormat)
  /// Such an output has one place for the annotations under these keys.
  case crowded(RecordFormat, [String])
  /// A job has something else than a file among its inputs, which cannot be known again.
  case notAFile
  /// Something happened to the file while it was read.
  case changed(InputChange)
  /// It was read to its end, and something is to be said about it.
  case noticed([ReadNotice])

  /// Whether a folder was named as an input.
  var isFolder: Bool {
    switch self {
    case .file(.file(let error)): error.code == EISDIR
    case .records(.readFailed(let code)): code == EISDIR
    default: false
    }
  }

  /// Whether part of the input was not read: of one that grew, all that it held when it was opened is read.
  package var endsEarly: Bool {
    switch self {
    case .changed(.grew), .changed(.rewritten), .changed(.replaced), .noticed: false
    case .file, .records, .cannotWrite, .cannotJoin, .crowded, .notAFile, .changed(.shrank): true
    }
  }

  /// What the run's exit status becomes.
  package var status: ExitStatus {
    switch self {
    case _ where isFolder: .noInput
    case .file(.file(let error)) where error.operation == .open: .noInput
    case .file: .readWrite
    case .notAFile: .noInput
    case .records(.readFailed): .readWrite
    case .cannotWrite, .cannotJoin, .crowded, .records(.notATable): .usage
    case .changed(.replaced), .noticed: .done
    case .changed(.shrank): .readWrite
    case .records, .changed(.grew), .changed(.rewritten): .rejected
    }
  }
}

/// An input that cannot be read to its end, where it is not an item of a run.
package struct UnreadableInput: Fault {
  /// What is wrong.
  package let fault: InputFault
  /// The input.
  package let input: String

  /// A fault of an input.
  package init(_ fault: InputFault, _ input: String) {
    self.fault = fault
    self.input = input
  }

  /// `INPUT: why`.
  package var message: String { fault.message(input: input) }
  /// The fault's own.
  package var status: ExitStatus { fault.status }
}
