import Faults
import Files
import Journal
import Logging
import Records
import Reporting

/// Where the results of one output's inputs go, in order: its files, its journal, and the counts.
package struct OutputSink: ~Copyable {
  /// Rejects that are logged one by one when no file takes them.
  private static let loggedRejects = 20
  /// How often a position enters the journal.
  private static let journalInterval = Duration.seconds(1)
  /// The journal's name of the exit status so far.
  private static let statusCount = "status"

  private let run: JournalledOutput
  private var files: RecordFiles
  private let inputs: [String]
  private let failing: FailingSettings
  private let log: Logger
  private let readBytes: ByteCounter
  private let reporter: RunReporter
  private var writers: RecordWriters?
  /// Items written by this run.
  private var written = 0
  private var position: JournalPosition
  private var needsSeparator: Bool
  private var hasPrologue: Bool
  private var lastJournal = ContinuousClock.now
  private var samples = RejectSamples()
  /// What was done so far.
  private(set) var summary: RunSummary
  /// The exit status so far.
  private(set) var status = ExitStatus.done

  /// A sink that writes to an opened output, from a journalled position on where there is one.
  init(
    run: JournalledOutput, from position: JournalPosition?, inputs: [String], failing: FailingSettings,
    summary: RunSummary, reporter: RunReporter, readBytes: ByteCounter, log: Logger
  ) throws {
    files = try RecordFiles(run)
    self.run = run
    self.inputs = inputs
    self.failing = failing
    self.summary = summary
    self.reporter = reporter
    self.readBytes = readBytes
    self.log = log
    self.position = position ?? JournalPosition(input: 0, inputOffset: 0, records: 0)
    hasPrologue = position != nil
    needsSeparator = false
    if let position { restore(position.counts) }
  }

  /// Takes the next result.
  mutating func write(_ output: OutputItem<RenderedRecord>) throws {
    switch output.event {
    case .opened(let writers): try begin(writers)
    case .record(let record, let tokens):
      if needsSeparator { try put(\.separator) }
      try put(record)
      needsSeparator = true
      summary.records += 1
      summary.tokens += tokens
      for task in record.missing { summary.missing[task, default: 0] += 1 }
      pass(output)
    case .verbatim(let bytes):
      try put(bytes)
      pass(output)
    case .reject(let reject, let remains):
      try put(remains)
      try set(aside: reject, file: inputs[output.origin.file])
      pass(output)
    case .closed(let fault): end(output.origin.file, fault)
    }
    try files.pass()
    written += 1
    reporter.note(doneBytes: readBytes.bytes(ofItems: written)) { summary }
    if ContinuousClock.now - lastJournal > Self.journalInterval { try recordPosition() }
  }

  /// Hands everything written so far to the system.
  mutating func flush() throws {
    try files.flush()
  }

  /// Puts output and rejects in their places; called when all inputs are done. Where none of them could be read to its
  /// end there is nothing to put there, and existing files stay.
  mutating func finish() throws {
    reporter.clear()
    if summary.files == 0, summary.failedFiles > 0 {
      if run.isJournaled {
        log.warning("\(run.output.path): not written, none of its inputs could be read to the end")
      }
      return try run.abandon()
    }
    try put(\.epilogue)
    reportRejects()
    position.counts = counts
    try files.finish()
    if let prologue = writers?.main.prologue(records: summary.records) {
      try run.output.rewriteStart(prologue)
    }
    try run.finish(position)
  }

  /// Leaves output and journal so that the run can be resumed.
  mutating func suspend() throws {
    reporter.clear()
    try recordPosition()
  }

  // MARK: Inputs

  private mutating func begin(_ writers: RecordWriters) throws {
    self.writers = writers
    if !hasPrologue { try put(\.prologue) }
    hasPrologue = true
  }

  private mutating func end(_ file: Int, _ fault: InputFault?) {
    if case .noticed(let notices) = fault {
      for notice in notices {
        reporter.remark(notice.message(in: Phrase.input(inputs[file])), isWarning: notice.isWarning)
      }
    } else if let fault {
      reporter.clear()
      log.log(
        level: fault.status == .done ? .warning : .error, "\(fault.message(input: inputs[file]))")
      status = max(status, fault.status)
    }
    if fault?.endsEarly ?? false { summary.failedFiles += 1 } else { summary.files += 1 }
    position.input += 1
    position.inputOffset = 0
    position.records = 0
  }

  /// Notes that an item is done with.
  private mutating func pass(_ output: OutputItem<RenderedRecord>) {
    position.inputOffset = output.origin.end
    position.records += 1
  }

  // MARK: Output

  private mutating func put(_ bytes: [UInt8]) throws {
    try files.write(bytes)
  }

  private mutating func put(_ record: RenderedRecord) throws {
    try files.write(record.bytes)
    for (number, bytes) in record.besides.enumerated() { try files.write(bytes, to: number + 1) }
  }

  /// Writes what the writers set around records.
  private mutating func put(_ part: (any RecordWriter) -> [UInt8]) throws {
    guard let writers else { return }
    try put(RenderedRecord(bytes: part(writers.main), besides: writers.besides.map(part)))
  }

  /// Notes in the journal how far the run is. Before the first input was opened, and after the last one has ended, there
  /// is nowhere to resume from: what writers put around the records is still due.
  private mutating func recordPosition() throws {
    guard files.isBetweenMembers, hasPrologue, position.input < inputs.count else { return }
    lastJournal = .now
    guard run.isJournaled else { return }
    position.counts = counts
    try run.record(position)
  }

  private var counts: [JournalPosition.Count] {
    [
      .init(name: Self.statusCount, value: Int(status.rawValue)),
      .init(name: "files", value: summary.files), .init(name: "failed", value: summary.failedFiles),
      .init(name: "records", value: summary.records), .init(name: "tokens", value: summary.tokens),
    ]
      + summary.rejectCodes.sorted { $0.key < $1.key }.map {
        .init(name: "reject:" + $0.key, value: $0.value)
      }
      + summary.missing.sorted { $0.key < $1.key }.map { .init(name: "missing:\($0.key)", value: $0.value) }
  }

  private mutating func restore(_ counts: [JournalPosition.Count]) {
    for count in counts {
      switch count.name {
      case Self.statusCount: status = Self.status(of: count)
      case "files": summary.files = count.value
      case "failed": summary.failedFiles = count.value
      case "records": summary.records = count.value
      case "tokens": summary.tokens = count.value
      default:
        if count.name.hasPrefix("missing:"), let task = Int(count.name.dropFirst(8)) {
          summary.missing[task] = count.value
        }
        guard count.name.hasPrefix("reject:") else { continue }
        summary.rejectCodes[String(count.name.dropFirst(7))] = count.value
        summary.rejects += count.value
      }
    }
    summary.resumed.records = summary.records
    summary.resumed.tokens = summary.tokens
    needsSeparator = summary.records > 0
  }

  /// The exit status of a run that came to a position.
  package static func status(at position: JournalPosition) -> ExitStatus {
    position.counts.first { $0.name == statusCount }.map(status) ?? .done
  }

  private static func status(of count: JournalPosition.Count) -> ExitStatus {
    Int32(exactly: count.value).flatMap(ExitStatus.init) ?? .internalFault
  }

  // MARK: Rejects

  private mutating func set(aside reject: Reject, file: String) throws {
    summary.rejects += 1
    summary.rejectCodes[reject.code.rawValue, default: 0] += 1
    samples.note(reject, file: file)
    status = max(status, .rejected)
    if failing.stop { throw RunFault.stopped(reject, file: file) }
    if files.takesRejects {
      let line = reject.line(file: file.withReadablePaths, message: reject.reason.message)
      try files.writeReject(line)
    } else {
      logReject(reject, file: file)
    }
    if case .count(let limit)? = failing.limit, summary.rejects > limit {
      throw RunFault.tooManyRejects(count: summary.rejects, limit: limit)
    }
  }

  /// Judges the rejects, and reports them in a line, however quiet the run is.
  private mutating func reportRejects() {
    guard summary.rejects > 0 else { return }
    let verdict = RejectVerdict(records: summary.records, rejects: summary.rejects, limit: failing.limit)
    let line = samples.line(
      records: summary.records, codes: summary.rejectCodes, path: run.rejects?.path, verdict: verdict)
    if verdict == .fewEnough {
      log.warning("\(line)")
    } else {
      status = max(status, .tooManyRejects)
      log.error("\(line)")
    }
  }

  private mutating func logReject(_ reject: Reject, file: String) {
    guard summary.rejects <= Self.loggedRejects else { return }
    reporter.clear()
    log.warning("\(reject.message(file: file))", metadata: reject.metadata(file: file))
    if summary.rejects == Self.loggedRejects {
      log.warning("further rejects are counted only, name a file for them with --rejects")
    }
  }
}
