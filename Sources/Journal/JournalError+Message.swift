import Faults

extension JournalError: Fault {
  /// What went wrong with a file that has a path.
  package var message: String { message(name: nil) }

  /// What went wrong with a file; `name` stands for streams, which have no path.
  package func message(name: String?) -> String {
    switch self {
    case .file(let error):
      let path = error.path.isEmpty ? name ?? "standard output" : error.path
      return "\(path): cannot \(error.operation.rawValue): \(error.reason)"
    case .held(let path, let process):
      let holder = process.map { " (process \($0))" } ?? ""
      return "\(path): another run\(holder) writes this output, wait for it or name another output"
    case .mismatch(let path, let differences):
      let list = differences.map {
        "'\($0.name)' was '\($0.journal ?? "absent")', is '\($0.now ?? "absent")'"
      }
      return "\(path): this journal belongs to another run: \(list.joined(separator: ", ")); "
        + "run without --resume to begin anew"
    case .notAJournal(let path): return "\(path): not a journal of bertrun, move it away"
    case .unknownJournalVersion(let path, let version):
      return
        "\(path): a journal of version '\(version)', which this bertrun does not read; run without --resume"
    case .notResumable(let path):
      return "\(path.isEmpty ? "standard output" : path): --resume needs an output file, give -o FILE"
    }
  }
}

extension JournalError {
  /// The exit status of a run that cannot continue its output.
  package var status: ExitStatus {
    switch self {
    case .file(let error) where error.operation == .create: .cannotCreate
    case .held: .locked
    case .mismatch, .notAJournal, .unknownJournalVersion: .badConfiguration
    case .notResumable: .usage
    case .file: .readWrite
    }
  }
}
