import Faults
import Logging
import Records
import Reporting
import Runs

/// A gold record's place, and its gold and prediction side by side.
struct ComparedRecord: Sendable {
  /// Where the record stands.
  var place: Place
  /// The two sides.
  var comparison: Comparison
}

/// Takes the compared records of a run, in the order of the gold.
struct EvaluationSink {
  /// Records that are logged one by one.
  private static let loggedRecords = 20

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
  mutating func write(_ output: OutputItem<ComparedRecord>) {
    switch output.event {
    case .opened, .verbatim: break
    case .record(let record, let tokens):
      scores.add(record.comparison)
      summary.records += 1
      summary.tokens += tokens
      if case .unfit(let misfit) = record.comparison {
        let name = Phrase.input(inputs[output.origin.file])
        logReject("\(name):\(record.place.line): \(misfit.message)")
      }
    case .reject(let reject, _):
      if case .questionTooLong = reject.reason { scores.addUnanswered() }
      summary.rejects += 1
      summary.rejectCodes[reject.code.rawValue, default: 0] += 1
      logReject(reject.message(file: inputs[output.origin.file]))
    case .closed(let fault):
      guard let fault else {
        summary.files += 1
        break
      }
      if case .noticed(let notices) = fault {
        summary.files += 1
        for notice in notices {
          reporter.remark(notice.message(in: inputs[output.origin.file]), isWarning: notice.isWarning)
        }
        break
      }
      reporter.clear()
      log.error("\(fault.message(input: inputs[output.origin.file]))")
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

  /// Takes the progress line away, before anything else is logged.
  func clearProgress() { reporter.clear() }

  private mutating func logReject(_ reject: String) {
    rejects += 1
    status = max(status, .rejected)
    guard rejects <= Self.loggedRecords else { return }
    reporter.clear()
    log.warning("\(reject)")
    if rejects == Self.loggedRecords { log.warning("further rejects are counted only") }
  }
}
