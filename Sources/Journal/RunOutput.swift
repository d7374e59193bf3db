/// The output of a run and its rejects, with the journal that lets the run be taken up again after it was
/// interrupted at any instant.
///
/// The order that this rests on: a position enters the journal only when the bytes before it are on the disk, and
/// the journal is on the disk before the run goes on. At the end: output and rejects whole and synced under
/// their partial names, `sealed` in the journal, renames, folder synced, `done` in the journal. Whoever comes after
/// `sealed` finishes the renames.
package final class RunOutput {
  /// How a run begins.
  package enum Opening {
    /// It writes to this output, from the position on, or from the beginning.
    case run(RunOutput, from: JournalPosition?)
    /// The output is there already, made of the same input, model and settings; nothing was opened.
    case alreadyDone(JournalPosition)
  }

  /// Where the records go.
  package let output: OutputFile
  /// Where the rejected records go, if they go to a file.
  package let rejects: OutputFile?

  /// Whether `record` and resuming mean something: the output is a regular file.
  package let isJournaled: Bool

  private var journal: RunJournal?
  private var syncedOutput = 0
  private var syncedRejects = 0

  private init(output: OutputFile, rejects: OutputFile?, journal: RunJournal?) {
    self.output = output
    self.rejects = rejects
    self.journal = journal
    isJournaled = journal != nil
  }

  // MARK: Opening

  /// Opens the output of a run, and locks it.
  ///
  /// - Parameters:
  ///   - path: the output; nil for standard output.
  ///   - rejects: the file for rejected records. At the end it is replaced whole, like the output; without rejects a
  ///     file that was not there before is not made.
  ///   - binding: what the journal is bound to. The path of the rejects is added.
  ///   - resume: whether to go on from the journal. Without one that is usable the run begins anew. Otherwise an old
  ///     journal is discarded.
  /// - Throws: `held` when another run writes this output, `mismatch` when the journal is bound to something else,
  ///   `notResumable` for streams.
  package static func open(
    _ path: String?, rejects: String?, binding: RunBinding, resume: Bool
  ) throws(JournalError) -> Opening {
    guard let path, let target = try OutputFile.target(of: path) else {
      if resume { throw .notResumable(path: path ?? "") }
      let output = try path.map { path throws(JournalError) in try OutputFile.create(path) }
      return .run(
        RunOutput(
          output: output ?? OutputFile.standardOutput(),
          rejects: try rejects.map { path throws(JournalError) in try OutputFile.create(path) }, journal: nil),
        from: nil)
    }
    var binding = binding
    let rejectsTarget = try rejects.flatMap { path throws(JournalError) in try OutputFile.target(of: path) }
    if let rejects { binding.add("rejects", rejectsTarget ?? rejects) }

    let journal = try RunJournal(path: RunJournal.path(of: target))
    if resume, let old = journal.binding {
      let differences = binding.differences(from: old)
      guard differences.isEmpty else { throw .mismatch(path: journal.path, differences) }
      if let done = try settle(journal, target: target, rejects: rejectsTarget) { return .alreadyDone(done) }
      if let entry = try lastUsable(journal, target: target, rejects: rejectsTarget) {
        return .run(try self.resume(journal, entry, path, rejects, rejectsTarget), from: entry.position)
      }
    }
    return .run(try begin(journal, binding, path, target, rejects, rejectsTarget), from: nil)
  }

  private static func begin(
    _ journal: RunJournal, _ binding: RunBinding, _ path: String, _ target: String, _ rejects: String?,
    _ rejectsTarget: String?
  ) throws(JournalError) -> RunOutput {
    try journal.begin(binding)
    let output = try OutputFile.create(path)
    let rejected = try rejects.map { path throws(JournalError) in try OutputFile.create(path) }
    // A position must not be found without the files that it speaks of.
    try SystemCalls.syncFolder(OutputFile.folder(of: target))
    if let rejectsTarget, OutputFile.folder(of: rejectsTarget) != OutputFile.folder(of: target) {
      try SystemCalls.syncFolder(OutputFile.folder(of: rejectsTarget))
    }
    return RunOutput(output: output, rejects: rejected, journal: journal)
  }

  private static func resume(
    _ journal: RunJournal, _ entry: RunJournal.Entry, _ path: String, _ rejects: String?,
    _ rejectsTarget: String?
  ) throws(JournalError) -> RunOutput {
    try journal.goBack(to: entry)
    let position = entry.position
    let rejected = try rejects.map { path throws(JournalError) in
      rejectsTarget == nil
        ? try OutputFile.create(path) : try OutputFile.resume(path, at: position.rejectsLength)
    }
    let run = RunOutput(
      output: try OutputFile.resume(path, at: position.outputLength), rejects: rejected, journal: journal)
    run.syncedOutput = position.outputLength
    run.syncedRejects = position.rejectsLength
    return run
  }

  /// The last position whose bytes are all there.
  private static func lastUsable(
    _ journal: RunJournal, target: String, rejects: String?
  ) throws(JournalError) -> RunJournal.Entry? {
    guard let output = try SystemCalls.status(at: OutputFile.partialPath(of: target)) else { return nil }
    var rejectsSize = Int.max
    if let rejects {
      guard let status = try SystemCalls.status(at: OutputFile.partialPath(of: rejects)) else { return nil }
      rejectsSize = status.size
    }
    return journal.entries.last {
      $0.position.outputLength <= output.size && $0.position.rejectsLength <= rejectsSize
    }
  }

  // MARK: On the way

  /// Returns when everything written so far is on the disk and the journal says that the run has come to this
  /// position. Of streams it is a flush.
  package func record(_ position: JournalPosition) throws(JournalError) {
    try syncOutputs()
    guard let journal else { return }
    try journal.append(measured(position))
  }

  private func syncOutputs() throws(JournalError) {
    if output.length > syncedOutput {
      try output.sync()
      syncedOutput = output.length
    }
    if let rejects, rejects.length > syncedRejects {
      try rejects.sync()
      syncedRejects = rejects.length
    }
  }

  private func measured(_ position: JournalPosition) -> JournalPosition {
    var position = position
    position.outputLength = output.length
    position.rejectsLength = rejects?.target == nil ? 0 : rejects?.length ?? 0
    return position
  }

  // MARK: The end

  /// Puts output and rejects in their places; returns when that is on the disk, and frees the lock. Nothing may be
  /// written after it.
  package func finish(_ position: JournalPosition) throws(JournalError) {
    guard let journal, let target = output.target else {
      try output.commit()
      try finishRejectsOfStream()
      return
    }
    if let rejects { _ = try rejects.seal() }
    let time = try output.seal()
    try journal.append(RunJournal.Seal(position: measured(position), time: time))
    _ = try Self.settle(journal, target: target, rejects: rejects?.target)
    self.journal = nil
  }

  private func finishRejectsOfStream() throws(JournalError) {
    guard let rejects else { return }
    if let target = rejects.target, rejects.length == 0, !(try Self.exists(target)) {
      try rejects.discard()
    } else {
      try rejects.commit()
    }
  }

  /// Does what is left to do after `sealed`; nil when the journal is not there yet, or the files that it speaks of
  /// are not.
  private static func settle(
    _ journal: RunJournal, target: String, rejects: String?
  ) throws(JournalError) -> JournalPosition? {
    guard let seal = journal.seal else { return nil }
    let isPartial: Bool
    if !journal.isDone, try matches(OutputFile.partialPath(of: target), seal) {
      isPartial = true
    } else if try matches(target, seal) {
      isPartial = false
    } else {
      return nil
    }
    if journal.isDone { return seal.position }
    if let rejects { try settleRejects(rejects, length: seal.position.rejectsLength) }
    if isPartial { try OutputFile.replace(target) }
    try journal.appendDone()
    return seal.position
  }

  private static func settleRejects(_ target: String, length: Int) throws(JournalError) {
    let partial = OutputFile.partialPath(of: target)
    guard try exists(partial) else { return }
    let hadRejects = try exists(target)
    if length > 0 || hadRejects {
      try OutputFile.replace(target)
    } else {
      try SystemCalls.remove(partial)
    }
  }

  private static func matches(_ path: String, _ seal: RunJournal.Seal) throws(JournalError) -> Bool {
    guard let status = try SystemCalls.status(at: path) else { return false }
    return status.size == seal.position.outputLength && status.modified == seal.time
  }

  private static func exists(_ path: String) throws(JournalError) -> Bool {
    try SystemCalls.status(at: path) != nil
  }
}
