import Journal
import Records

/// Why a report, or a part of it, cannot be made.
package enum ReportFault: Error, Sendable {
  /// An output cannot be read to its end.
  case input(InputFault, input: String)
  /// Outputs of this format hold nothing that a report could show.
  case format(RecordFormat, input: String)
  /// No record has an annotation; `keys` are those that were asked for.
  case noAnnotation(inputs: [String], keys: [String])
  /// The report would take the place of a file that it reads.
  case overwrites(String)
  /// A statistics file is no JSON object.
  case statistics(String)
  /// A file of rejects or statistics cannot be read, or the report not be written.
  case file(JournalError)

  /// What the command exits with.
  var status: ExitStatus {
    switch self {
    case .input(let fault, _): fault.status
    case .format, .noAnnotation, .statistics: .rejected
    case .overwrites: .usage
    case .file(.file(let error)) where error.operation == .open: .noInput
    case .file(let error): RunFault.output(error).status
    }
  }
}
