import Logging
import Records

/// A gold record's place, and its gold and prediction side by side.
struct ComparedRecord: Sendable {
  /// Where the record stands.
  var place: Place
  /// The two sides.
  var comparison: Comparison
}

/// Takes the compared records of a run, in the order of the gold.
struct EvaluationSink {
  /// Records that are told one by one in the log.
  private static let toldRecords = 20

  private let inputs: [String]
  private let log: Logger
  private let reporter: RunReporter
  /// Items of the gold that were taken.
  private var written = 0
  /// Bytes read so far.
  let readBytes = ByteCounter()
  /// The sums.
  private(set) var scores: EvaluationScores
  /// What the run did.
  var summary: RunSummary
  /// Gold records that could not be read or compared.
  private(set) var rejects = 0
  /// Whether a gold file could not be read to its end.
  private(set) var hasFailedFile = false
  /// The exit status so far.
  private(set) var status = ExitStatus.done

  /// A sink over nothing yet.
  init(
    _ scores: EvaluationScores, inputs: [String], summary: RunSummary, reporter: RunReporter, log: Logger
  ) {
    self.scores = scores
    self.inputs = inputs
    self.summary = summary
    self.reporter = reporter
    self.log = log
  }

  /// Takes the next result.
  mutating func write(_ output: JobOutput<ComparedRecord>) {
    switch output.item {
    case .begin, .verbatim: break
    case .record(let record, let tokens):
      scores.add(record.comparison)
      summary.records += 1
      summary.tokens += tokens
      if case .unfit(let misfit) = record.comparison {
        let name = Wording.name(ofInput: inputs[output.file])
        tell("\(name):\(record.place.line): \(Wording.of(misfit))")
      }
    case .reject(let reject, _):
      if case .questionTooLong = reject.reason { scores.addUnanswered() }
      summary.rejects += 1
      summary.rejectCodes[reject.code.rawValue, default: 0] += 1
      tell(Wording.of(reject, file: inputs[output.file]))
    case .end(let fault):
      guard let fault else {
        summary.files += 1
        break
      }
      reporter.clear()
      log.error("\(Wording.of(fault, input: inputs[output.file]))")
      status = max(status, fault.status)
      guard fault.endsEarly else {
        summary.files += 1
        break
      }
      summary.failedFiles += 1
      hasFailedFile = true
    }
    written += 1
    reporter.note(doneBytes: readBytes.bytes(ofItems: written)) { summary }
  }

  /// Takes the progress line away, before anything else is told.
  func clearProgress() { reporter.clear() }

  private mutating func tell(_ reject: String) {
    rejects += 1
    status = max(status, .rejected)
    guard rejects <= Self.toldRecords else { return }
    reporter.clear()
    log.warning("\(reject)")
    if rejects == Self.toldRecords { log.warning("further rejects are counted only") }
  }
}
