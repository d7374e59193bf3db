import Files

/// Chooses the file for a run's rejects, so that none is lost that someone has begun to mend.
struct RejectsPath {
  /// The entry of a journal that names the file of its run.
  static let entry = "rejects"

  /// The file of the last run, from the root on; nil where there was none.
  private let last: String?
  /// When the last run of the output ended or last wrote to its journal.
  private let lastRun: FileTime?

  /// The choice after the run that a journal records.
  init(_ journal: RunJournal, lastRun: FileTime?) {
    last = journal.binding?.entries.first { $0.name == Self.entry }?.value
    self.lastRun = lastRun
  }

  /// The file at `base`, or at the first number after it, that does not exist or was not touched since the last run wrote it.
  /// A run that is resumed continues with the file that it had.
  func path(_ base: String, resume: Bool) throws(JournalError) -> String {
    var number = 1
    while true {
      let path = number == 1 ? base : "\(base).\(number)"
      guard let target = try OutputFile.target(of: path) else { return path }
      let isLast = last.map { Path($0) == Path(OutputFile.fullPath(of: target)) } ?? false
      guard let status = try SystemCalls.status(at: target) else {
        // The name of an interrupted run comes first, whatever has come to be free before it.
        if resume, !isLast, let later = try numbered(base, after: number) { return later }
        return path
      }
      if isLast, resume || isUntouched(status) { return path }
      number += 1
    }
  }

  private func numbered(_ base: String, after number: Int) throws(JournalError) -> String? {
    for later in number + 1..<number + 100 {
      let path = "\(base).\(later)"
      guard let target = try OutputFile.target(of: path) else { return nil }
      if last.map({ Path($0) == Path(OutputFile.fullPath(of: target)) }) ?? false { return path }
    }
    return nil
  }

  private func isUntouched(_ status: FileStatus) -> Bool {
    guard let lastRun else { return false }
    return (status.modified.seconds, status.modified.nanoseconds) <= (lastRun.seconds, lastRun.nanoseconds)
  }
}
