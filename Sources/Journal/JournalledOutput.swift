import Files

/// The output of a run, the files beside it and its rejects, with the journal that lets the run be resumed after it was
/// interrupted at any instant.
///
/// The order that this rests on: a position enters the journal only when the bytes before it are on the disk, and
/// the journal is on the disk before the run continues. At the end: all files whole and synced under their partial
/// names, `sealed` in the journal, renames, folders synced, `done` in the journal. The next run after `sealed`
/// finishes the renames.
package final class JournalledOutput {
  /// How a run begins.
  package enum Opening {
    /// It writes to this output, from the position on, or from the beginning.
    case run(JournalledOutput, from: JournalPosition?)
    /// The output already exists, from the same input, model and settings; nothing was opened.
    case alreadyDone(JournalPosition)
  }

  /// Where the records go.
  package let output: OutputFile
  /// Files that get something of each record too.
  package let besides: [OutputFile]
  /// Where the rejected records go, if they go to a file.
  package let rejects: OutputFile?

  /// Whether `record` and resuming mean something: the output is a regular file.
  package let isJournaled: Bool

  private var journal: RunJournal?
  private var synced: [Int]

  private init(output: OutputFile, besides: [OutputFile], rejects: OutputFile?, journal: RunJournal?) {
    self.output = output
    self.besides = besides
    self.rejects = rejects
    self.journal = journal
    isJournaled = journal != nil
    synced = ([output] + besides + [rejects].compactMap(\.self)).map(\.length)
  }

  private var files: [OutputFile] { [output] + besides + [rejects].compactMap(\.self) }

  // MARK: Opening

  /// Opens the output of a run, and locks it.
  ///
  /// - Parameters:
  ///   - path: the output; nil for standard output.
  ///   - besides: files that are written in step with the output and replaced whole just before it.
  ///   - rejects: the file for rejected records. At the end it is replaced whole, like the output; without rejects a
  ///     missing file is not created. One that the last run of this output did not write, or that was changed since, is left
  ///     alone: the rejects then go to the same name with a number, unless `replacesRejects`.
  ///   - binding: what the journal is bound to. The paths of the other files are added.
  ///   - resume: whether to resume from the journal. Without a usable one the run starts over. Otherwise an old
  ///     journal is discarded.
  /// - Throws: `held` when another run writes this output, `mismatch` when the journal is bound to something else,
  ///   `notResumable` for streams.
  package static func open(
    _ path: String?, besides: [String] = [], rejects: String?, replacesRejects: Bool = false,
    binding: RunBinding,
    resume: Bool
  ) throws(JournalError) -> Opening {
    var paths = Paths(output: path, besides: besides, rejects: rejects)
    guard let path, let outputTarget = try OutputFile.target(of: path) else {
      if resume { throw .notResumable(path: path ?? "") }
      return .run(try create(paths, journal: nil), from: nil)
    }
    func target(_ path: String) throws(JournalError) -> String? { try OutputFile.target(of: path) }
    try SystemCalls.onFile { () throws(FileError) in try Path(outputTarget).parent.createFolder() }
    let lastRun = try SystemCalls.status(at: RunJournal.path(of: outputTarget))?.modified
    let journal = try RunJournal(path: RunJournal.path(of: outputTarget))
    if let base = rejects, !replacesRejects {
      paths.rejects = try RejectsPath(journal, lastRun: lastRun).path(base, resume: resume)
    }
    let targets = Targets(
      output: outputTarget, besides: try besides.map(target), rejects: try paths.rejects.flatMap(target))
    var binding = binding
    if let rejects = paths.rejects {
      binding.add(RejectsPath.entry, OutputFile.fullPath(of: targets.rejects ?? rejects))
    }
    for (path, target) in zip(besides, targets.besides) {
      binding.add("beside", OutputFile.fullPath(of: target ?? path))
    }

    if resume, let version = journal.unknownVersion {
      throw .unknownJournalVersion(path: journal.path, version: version)
    }
    if resume, let old = journal.binding {
      let differences = binding.differences(from: old)
      guard differences.isEmpty else { throw .mismatch(path: journal.path, differences) }
      if let done = try settle(journal, targets) { return .alreadyDone(done) }
      if let entry = try lastUsable(journal, targets) {
        return .run(try self.resume(journal, entry, paths, targets), from: entry.position)
      }
    }
    try journal.begin(binding)
    let run = try create(paths, journal: journal)
    // A position must not be found without the files that it speaks of.
    for folder in targets.folders { try SystemCalls.syncFolder(folder) }
    return .run(run, from: nil)
  }

  private struct Paths {
    let output: String?
    let besides: [String]
    var rejects: String?
  }

  /// The files that the paths stand for; nil for streams.
  private struct Targets {
    let output: String
    let besides: [String?]
    let rejects: String?

    /// The folders that they lie in, each once, that of the output first.
    var folders: [String] {
      var folders: [String] = []
      for target in [output] + besides.compactMap(\.self) + [rejects].compactMap(\.self) {
        let folder = OutputFile.folder(of: target)
        if !folders.contains(folder) { folders.append(folder) }
      }
      return folders
    }
  }

  private static func create(_ paths: Paths, journal: RunJournal?) throws(JournalError) -> JournalledOutput {
    func create(_ path: String) throws(JournalError) -> OutputFile { try OutputFile.create(path) }
    return JournalledOutput(
      output: try paths.output.map(create) ?? OutputFile.standardOutput(),
      besides: try paths.besides.map(create),
      rejects: try paths.rejects.map(create), journal: journal)
  }

  private static func resume(
    _ journal: RunJournal, _ entry: RunJournal.Entry, _ paths: Paths, _ targets: Targets
  ) throws(JournalError) -> JournalledOutput {
    try journal.goBack(to: entry)
    let position = entry.position
    func resume(_ path: String, _ target: String?, at length: Int) throws(JournalError) -> OutputFile {
      target == nil ? try OutputFile.create(path) : try OutputFile.resume(path, at: length)
    }
    var besides: [OutputFile] = []
    for (number, path) in paths.besides.enumerated() {
      besides.append(try resume(path, targets.besides[number], at: position.besideLengths[number]))
    }
    return JournalledOutput(
      output: try OutputFile.resume(targets.output, at: position.outputLength), besides: besides,
      rejects: try paths.rejects.map { path throws(JournalError) in
        try resume(path, targets.rejects, at: position.rejectsLength)
      }, journal: journal)
  }

  /// The last position whose bytes are all there.
  private static func lastUsable(
    _ journal: RunJournal, _ targets: Targets
  ) throws(JournalError) -> RunJournal.Entry? {
    /// The bytes of a target's partial file, any number of a stream; nil where it is missing.
    func size(_ target: String?) throws(JournalError) -> Int? {
      guard let target else { return Int.max }
      return try SystemCalls.status(at: OutputFile.partialPath(of: target))?.size
    }
    guard let output = try size(targets.output), let rejects = try size(targets.rejects) else { return nil }
    var besides: [Int] = []
    for target in targets.besides {
      guard let size = try size(target) else { return nil }
      besides.append(size)
    }
    return journal.entries.last { entry in
      let position = entry.position
      return position.outputLength <= output && position.rejectsLength <= rejects
        && position.besideLengths.count == besides.count
        && zip(position.besideLengths, besides).allSatisfy { $0 <= $1 }
    }
  }

  // MARK: On the way

  /// Returns when everything written so far is on the disk and the journal says that the run has come to this
  /// position. Of streams it is a flush.
  package func record(_ position: JournalPosition) throws(JournalError) {
    for (number, file) in files.enumerated() where file.length > synced[number] {
      try file.sync()
      synced[number] = file.length
    }
    try journal?.append(measured(position))
  }

  private func measured(_ position: JournalPosition) -> JournalPosition {
    var position = position
    func length(_ file: OutputFile) -> Int { file.target == nil ? 0 : file.length }
    position.outputLength = output.length
    position.besideLengths = besides.map(length)
    position.rejectsLength = rejects.map(length) ?? 0
    return position
  }

  // MARK: The end

  /// Puts all files in their places; returns when that is on the disk, and frees the lock. Nothing may be written after
  /// it.
  package func finish(_ position: JournalPosition) throws(JournalError) {
    guard let journal, let target = output.target else {
      for file in besides { try file.commit() }
      try output.commit()
      try finishRejectsOfStream()
      return
    }
    if let rejects { _ = try rejects.seal() }
    for file in besides { _ = try file.seal() }
    let time = try output.seal()
    try journal.append(RunJournal.Seal(position: measured(position), time: time))
    _ = try Self.settle(
      journal, Targets(output: target, besides: besides.map(\.target), rejects: rejects?.target))
    self.journal = nil
  }

  /// Gives all files up; what was in their places stays, and nothing is left to resume. Of streams it is a flush.
  /// Nothing may be written after it.
  package func abandon() throws(JournalError) {
    for file in files { try file.discard() }
    try journal?.remove()
    journal = nil
  }

  private func finishRejectsOfStream() throws(JournalError) {
    guard let rejects else { return }
    if let target = rejects.target, rejects.length == 0, !(try Self.exists(target)) {
      try rejects.discard()
    } else {
      try rejects.commit()
    }
  }

  /// Does what is left to do after `sealed`; nil when the journal has no seal yet, or the files that it names
  /// are missing.
  private static func settle(
    _ journal: RunJournal, _ targets: Targets
  ) throws(JournalError) -> JournalPosition? {
    guard let seal = journal.seal else { return nil }
    let isPartial: Bool
    if !journal.isDone, try matches(OutputFile.partialPath(of: targets.output), seal) {
      isPartial = true
    } else if try matches(targets.output, seal) {
      isPartial = false
    } else {
      return nil
    }
    if journal.isDone {
      return try areThere(targets.besides, seal.position.besideLengths) ? seal.position : nil
    }
    if let rejects = targets.rejects {
      let wasThere = try exists(rejects)
      try settle(rejects, isKept: seal.position.rejectsLength > 0 || wasThere)
    }
    for beside in targets.besides.compactMap(\.self) { try settle(beside, isKept: true) }
    if isPartial { try OutputFile.replace(targets.output) }
    try journal.appendDone()
    return seal.position
  }

  /// Puts a partial file that is still there in its place, or removes it.
  private static func settle(_ target: String, isKept: Bool) throws(JournalError) {
    let partial = OutputFile.partialPath(of: target)
    guard try exists(partial) else { return }
    if isKept {
      try OutputFile.replace(target)
    } else {
      try SystemCalls.remove(partial)
    }
  }

  private static func matches(_ path: String, _ seal: RunJournal.Seal) throws(JournalError) -> Bool {
    guard let status = try SystemCalls.status(at: path) else { return false }
    return status.size == seal.position.outputLength && status.modified == seal.time
  }

  /// Whether files have their lengths, as far as they are files.
  private static func areThere(_ targets: [String?], _ lengths: [Int]) throws(JournalError) -> Bool {
    guard targets.count == lengths.count else { return false }
    for (target, length) in zip(targets, lengths) {
      guard let target else { continue }
      guard let status = try SystemCalls.status(at: target), status.size == length else { return false }
    }
    return true
  }

  private static func exists(_ path: String) throws(JournalError) -> Bool {
    try SystemCalls.status(at: path) != nil
  }
}
