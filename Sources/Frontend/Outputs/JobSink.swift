import Journal
import Logging
import Records

/// Where the results of one output's inputs go, in order: the output, its rejects and its journal, and the counts.
struct JobSink: ~Copyable {
  /// Rejects that are told one by one in the log when no file takes them.
  private static let loggedRejects = 20
  /// How often a position enters the journal.
  private static let journalInterval = Duration.seconds(1)

  private let run: RunOutput
  /// The file that says which records the rows of an array are of.
  private let rows: OutputFile?
  private let inputs: [String]
  private let failing: FailingSettings
  private let log: Logger
  private let readBytes: ByteCounter
  private let reporter: RunReporter?
  private var writer: (any RecordWriter)?
  /// Items written by this run.
  private var written = 0
  private var position: JournalPosition
  private var needsSeparator: Bool
  private var hasPrologue: Bool
  /// Whether the one input of the output could not be read to its end.
  private var isBroken = false
  private var lastJournal = ContinuousClock.now
  /// What was done so far.
  private(set) var summary: RunSummary
  /// The exit status so far.
  private(set) var status = ExitStatus.done

  /// A sink that writes to an opened output, from a journalled position on where there is one.
  init(
    run: RunOutput, rows: OutputFile? = nil, from position: JournalPosition?, inputs: [String],
    failing: FailingSettings,
    summary: RunSummary,
    reporter: RunReporter?, readBytes: ByteCounter, log: Logger
  ) {
    self.run = run
    self.rows = rows
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
  mutating func write(_ output: JobOutput<RenderedRecord>) throws(RunFault) {
    switch output.item {
    case .begin(let writer): try begin(writer)
    case .record(let record, let tokens):
      if needsSeparator, let writer { try put(writer.separator) }
      try put(record.bytes)
      if let rows, !record.beside.isEmpty {
        try guarded { _ throws(JournalError) in try rows.write(record.beside) }
      }
      needsSeparator = true
      summary.records += 1
      summary.tokens += tokens
      for task in record.missing { summary.missing[task, default: 0] += 1 }
      position.records += 1
    case .verbatim(let bytes):
      try put(bytes)
      position.records += 1
    case .reject(let reject, let remains):
      try put(remains)
      position.records += 1
      try set(aside: reject, file: inputs[output.file])
    case .end(let fault): try end(output.file, fault)
    }
    written += 1
    reporter?.note(doneBytes: readBytes.bytes(ofItems: written)) { summary }
    if ContinuousClock.now - lastJournal > Self.journalInterval { try recordPosition() }
  }

  /// Hands everything written so far to the system.
  mutating func flush() throws(RunFault) {
    try guarded { run throws(JournalError) in
      try run.output.flush()
      try rows?.flush()
      try run.rejects?.flush()
    }
  }

  /// Puts output and rejects in their places; called when all inputs are done. Half of an input is never put in the
  /// place of a whole: the output of one that broke off stays as it was before, and the run can be resumed.
  mutating func finish() throws(RunFault) {
    reporter?.clear()
    if isBroken { return }
    if let writer { try put(writer.epilogue) }
    position.counts = counts
    let position = position
    let prologue = writer?.prologue(records: summary.records)
    let rows = rows
    try guarded { run throws(JournalError) in
      if let prologue { try run.output.rewriteStart(prologue) }
      // First what says which row is which: no array is ever without it.
      try rows?.commit()
      try run.finish(position)
    }
  }

  /// Leaves output and journal so that the run can be resumed.
  mutating func suspend() throws(RunFault) {
    reporter?.clear()
    try recordPosition()
  }

  /// Takes the progress line away, before anything else is told.
  mutating func clearProgress() { reporter?.clear() }

  // MARK: Inputs

  private mutating func begin(_ writer: any RecordWriter) throws(RunFault) {
    self.writer = writer
    if !hasPrologue { try put(writer.prologue) }
    hasPrologue = true
  }

  private mutating func end(_ file: Int, _ fault: InputFault?) throws(RunFault) {
    if let fault {
      reporter?.clear()
      log.error("\(Wording.of(fault, input: inputs[file]))")
      status = max(status, fault.status)
      isBroken = inputs.count == 1 && run.isJournaled
      if isBroken { try recordPosition() }
      summary.failedFiles += 1
    } else {
      summary.files += 1
    }
    position.input += 1
    position.records = 0
  }

  // MARK: Output

  private mutating func put(_ bytes: [UInt8]) throws(RunFault) {
    guard !bytes.isEmpty else { return }
    try guarded { run throws(JournalError) in try run.output.write(bytes) }
  }

  private mutating func recordPosition() throws(RunFault) {
    lastJournal = .now
    guard run.isJournaled else { return }
    position.counts = counts
    let position = position
    try guarded { run throws(JournalError) in try run.record(position) }
  }

  private var counts: [JournalPosition.Count] {
    [
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
    if summary.rejects > 0 { status = .rejected }
  }

  private func guarded(_ body: (RunOutput) throws(JournalError) -> Void) throws(RunFault) {
    do throws(JournalError) {
      try body(run)
    } catch {
      throw .output(error)
    }
  }

  // MARK: Rejects

  private mutating func set(aside reject: Reject, file: String) throws(RunFault) {
    summary.rejects += 1
    summary.rejectCodes[reject.code.rawValue, default: 0] += 1
    status = max(status, .rejected)
    if failing.stop { throw .stopped(reject, file: file) }
    if let rejects = run.rejects {
      let line = reject.line(file: file, message: Wording.of(reject.reason))
      try guarded { _ throws(JournalError) in try rejects.write(line) }
    } else {
      tell(reject, file: file)
    }
    if let limit = failing.maximumRejects, summary.rejects > limit {
      throw .tooManyRejects(count: summary.rejects, limit: limit)
    }
  }

  private mutating func tell(_ reject: Reject, file: String) {
    guard summary.rejects <= Self.loggedRejects else { return }
    reporter?.clear()
    log.warning("\(Wording.of(reject, file: file))", metadata: reject.metadata(file: file))
    if summary.rejects == Self.loggedRejects {
      log.warning("further rejects are counted only, name a file for them with --rejects")
    }
  }
}
