import BatchRuntime
import Checkpoints
import Compute
import Faults
import Files
import Foundation
import Journal
import Logging
import Models
import Reporting
import Runs
import Tasks

/// One run of a job: its outputs one after another, each made where it is not up to date.
package struct JobRun {
  let job: Job
  let options: JobOptions
  let log: Logger
  let plan: JobPlan
  let settings: [TaskSettings]
  let sources: [ModelSource]
  /// What tasks read and write, as far as that was asked.
  var outlines: [Int: TaskOutline] = [:]
  /// The exit status so far.
  var status = ExitStatus.done

  private let start = ContinuousClock.now
  private let reporter: RunReporter
  private let cancellation: Cancellation
  private var loaded: LoadedJob
  private var summary: JobSummary
  private var digests = FileDigests()

  /// Names the outputs and finds the models; nothing is loaded.
  package init(
    _ job: Job, _ options: JobOptions, _ reporter: RunReporter, log: Logger, _ cancellation: Cancellation
  ) throws {
    self.job = job
    self.options = options
    self.reporter = reporter
    self.log = log
    self.cancellation = cancellation
    do throws(JobPlanFault) {
      plan = try JobPlan(job)
    } catch {
      throw FaultyJob(error, file: job.file)
    }
    let engine = try job.computing.engine()
    settings = job.tasks.map(job.settings)
    sources = try job.tasks.map { task in
      try ModelSource(
        job.model(of: task), task: task.task, precision: job.computing.precision, on: engine.processor)
    }
    loaded = LoadedJob(engine)
    summary = JobSummary(job: job.file, keys: job.tasks.map(\.key))
    summary.outputs = plan.units.count
    try checkEncoder()
  }

  /// Whether every task is of the encoder that the job names.
  private func checkEncoder() throws {
    guard let encoder = job.encoder else { return }
    let expected = resolvedPath(job.path(encoder.text)) ?? job.path(encoder.text)
    for (task, source) in zip(job.tasks, sources) where source.encoderFolder.path != expected {
      let fault = JobFault.Kind.otherEncoder(
        task: task.key, folder: source.encoderFolder.path, expected: expected)
      throw FaultyJob(encoder.fault(fault), file: job.file)
    }
  }

  /// Makes what is not up to date; nil where a signal ended the job before.
  package mutating func run() throws -> ExitStatus? {
    let lock = try job.lock()
    defer { withExtendedLifetime(lock) {} }
    try reporter.open()
    warnOfPatterns()
    for fault in plan.faults {
      reporter.addFailedFile()
      fail(fault.status, fault.message)
    }
    for unit in plan.units {
      if cancellation.isCancelled {
        logInterruption()
        return nil
      }
      try outline(unit)
      let decided: (decision: JobDecision, input: Provenance.Input)
      do throws(InputFault) {
        decided = try decide(unit)
      } catch {
        reporter.addFailedFile()
        fail(error.status, error.message(input: unit.input.path))
        continue
      }
      switch decided.decision {
      case .upToDate: summary.upToDate += 1
      case .noTask(let present):
        summary.unmatched += 1
        status = max(status, .rejected)
        log.warning("\(JobDecision.noTask(unit.input.path, present: present))")
      case .make(let match, let reasons):
        guard try make(unit, decided.input, match, reasons) else {
          logInterruption()
          return nil
        }
      }
    }
    summary.seconds = (ContinuousClock.now - start).seconds
    if !job.reporting.quiet { log.info("\(summary.line)") }
    try writeStatistics()
    reporter.addFailures(summary.failed)
    return status
  }

  private mutating func fail(_ status: ExitStatus, _ message: String) {
    summary.failed += 1
    self.status = max(self.status, status)
    log.error("\(message)")
  }

  private func writeStatistics() throws {
    guard let path = job.reporting.stats else { return }
    try WholeFile.replace(job.path(path), with: summary.json)
  }

  private func logInterruption() {
    log.warning(
      "\(job.file): interrupted after \(Phrase.count(summary.made, "output")), the next run resumes")
  }

  // MARK: Making

  /// Makes one output; false where a signal ended it before. What keeps others from being made too ends the job.
  private mutating func make(
    _ unit: JobUnit, _ input: Provenance.Input, _ match: InputMatch, _ reasons: [JobDecision.Reason]
  ) throws -> Bool {
    let provenance = Provenance(
      input: input, settings: job.settings, tasks: match.tasks.map(mark),
      leftOut: match.leftOut.map { mark(of: $0).withoutModel })
    let keys = provenance.tasks.map(\.key)
    let started = Date()
    for warning in try loaded.load(match.tasks, settings, sources) { log.warning("\(warning.message)") }
    do {
      let counts: OutputManifest.Counts
      switch try open(unit, provenance.binding, anew: options.force || reasons.contains(.rejected)) {
      case .alreadyDone(let position): counts = OutputManifest.Counts(position, keys: keys)
      case .run(let output, let position):
        let result = try annotate(unit, match, to: output, from: position)
        if result.wasCancelled { return false }
        guard result.summary.failedFiles == 0 else {
          summary.failed += 1
          status = max(status, result.status)
          return true
        }
        counts = OutputManifest.Counts(result, keys: keys)
      }
      try finish(unit, match, provenance, counts, started: started)
      summary.add(counts, keys: keys)
      let own = ExitStatus(rawValue: Int32(counts.status)) ?? .internalFault
      if own == .tooManyRejects { summary.failed += 1 }
      status = max(status, own)
      if !job.reporting.quiet { log.info("\(unit.line(reasons, counts))") }
    } catch {
      guard let fault = error as? any Fault, endsOneOutput(error) else { throw error }
      fail(fault.status, fault.message)
    }
    return true
  }

  /// Runs the tasks over an input.
  private mutating func annotate(
    _ unit: JobUnit, _ match: InputMatch, to output: JournalledOutput, from position: JournalPosition?
  ) throws -> OutputRun.Result {
    let run = OutputRun(unit.input.path, match.tasks, of: job, loaded, reporter, log: log, cancellation)
    let result = try run.run(to: output, from: position)
    reporter.add(result.summary)
    summary.computing = JobSummary.Computing(
      precision: result.summary.precision, instructionSet: result.summary.instructionSet,
      threads: result.summary.threads, encoders: loaded.encoderCount)
    return result
  }

  /// Opens an output where a run of the same input, models and settings left it, else anew.
  private func open(_ unit: JobUnit, _ binding: RunBinding, anew: Bool) throws -> JournalledOutput.Opening {
    do throws(CheckpointError) {
      try createFolder(parentFolder(of: unit.output))
      try createFolder(parentFolder(of: unit.rejects))
    } catch {
      throw RunFault.folder(error)
    }
    do throws(JournalError) {
      return try open(unit, binding, resume: !anew)
    } catch {
      switch error {
      case .mismatch, .unknownJournalVersion:
        return try open(unit, binding, resume: false)
      default: throw error
      }
    }
  }

  private func open(
    _ unit: JobUnit, _ binding: RunBinding, resume: Bool
  ) throws(JournalError) -> JournalledOutput.Opening {
    try JournalledOutput.open(
      unit.output, rejects: unit.rejects, replacesRejects: job.failing.replacesRejects, binding: binding,
      resume: resume)
  }

  /// Writes the manifest, when the output is in its place.
  private mutating func finish(
    _ unit: JobUnit, _ match: InputMatch, _ provenance: Provenance, _ counts: OutputManifest.Counts,
    started: Date
  ) throws {
    var manifest = OutputManifest(
      program: Version.number, job: job.file, inputPath: unit.input.path,
      outputSize: try InputFile.size(of: unit.output) ?? 0, provenance: provenance,
      started: started.formatted(.iso8601), finished: Date().formatted(.iso8601))
    manifest.counts = counts
    manifest.inputDigest = try InputFile.fingerprint(of: unit.input.path).description
    for number in match.tasks { manifest.models.append(try digests.record(of: sources[number])) }
    try Manifest.write(manifest.json, of: unit.output)
  }
}

/// Whether other outputs of a job can still be made after an error.
private func endsOneOutput(_ error: any Error) -> Bool {
  switch error {
  case RunFault.tooManyRejects, RunFault.nonFiniteScore, RunFault.folder, RunFault.encoder: true
  case JournalError.held, JournalError.mismatch, JournalError.notAJournal, JournalError.unknownJournalVersion,
    JournalError.notResumable:
    true
  case JournalError.file(let cause): cause.operation == .create || cause.operation == .lock
  default: false
  }
}

extension OutputManifest.Counts {
  /// What a run of the tasks with these keys came to.
  init(_ result: OutputRun.Result, keys: [String]) {
    self.init()
    status = Int(result.status.rawValue)
    records = result.summary.records
    for (place, count) in result.summary.missing { missing[keys[place]] = count }
    rejectCodes = result.summary.rejectCodes
    tokens = result.summary.tokens
    seconds = result.summary.seconds
  }

  /// What the journal of a run says that ended before its manifest was written.
  init(_ position: JournalPosition, keys: [String]) {
    self.init()
    for count in position.counts {
      switch count.name {
      case "records": records = count.value
      case "tokens": tokens = count.value
      default:
        if count.name.hasPrefix("reject:") {
          rejectCodes[String(count.name.dropFirst(7))] = count.value
        } else if count.name.hasPrefix("missing:"), let place = Int(count.name.dropFirst(8)),
          keys.indices.contains(place)
        {
          missing[keys[place]] = count.value
        }
      }
    }
    status = Int(OutputSink.status(at: position).rawValue)
  }
}
