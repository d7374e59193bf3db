import Checkpoints
import Compute
import Foundation
import Journal
import Logging
import Records

/// One call of `run`: the outputs of a job one after another, each made where it is not what it would be.
struct JobRun {
  let job: Job
  let request: RunJobRequest
  let log: Logger
  let plan: JobPlan
  let requests: [AnnotateRequest]
  let sources: [ModelSource]
  /// What tasks read and write, as far as that was asked.
  var outlines: [Int: TaskOutline] = [:]
  /// The exit status so far.
  var status = ExitStatus.done

  private let start = ContinuousClock.now
  private let reporter: RunReporter
  private var loaded: LoadedJob
  private var summary: JobSummary

  /// Names the outputs and finds the models; nothing is loaded.
  init(_ job: Job, _ request: RunJobRequest, _ reporter: RunReporter, log: Logger) throws(CommandFault) {
    self.job = job
    self.request = request
    self.reporter = reporter
    self.log = log
    do throws(JobPlanFault) {
      plan = try JobPlan(job)
    } catch {
      throw .plan(error, file: job.file)
    }
    let engine = try job.computing.engine()
    requests = job.tasks.map(job.request)
    sources = try requests.map { request throws(CommandFault) in
      try ModelSource(request, on: engine.processor)
    }
    loaded = LoadedJob(engine)
    summary = JobSummary(job: job.file, keys: job.tasks.map(\.key))
    summary.outputs = plan.units.count
    try checkEncoder()
  }

  /// Whether every task is of the encoder that the job names.
  private func checkEncoder() throws(CommandFault) {
    guard let encoder = job.encoder else { return }
    let expected = resolvedPath(job.path(encoder.text)) ?? job.path(encoder.text)
    for (task, source) in zip(job.tasks, sources) where source.encoderFolder.path != expected {
      let fault = JobFault.Kind.otherEncoder(
        task: task.key, folder: source.encoderFolder.path, expected: expected)
      throw .job(encoder.fault(fault), file: job.file)
    }
  }

  /// Makes what is not as it would be.
  mutating func run() throws(CommandFault) -> ExitStatus {
    let lock = try lock()
    try reporter.open()
    warnOfPatterns()
    for unit in plan.units {
      if Interruption.cancellation.isCancelled { interrupted() }
      try outline(unit)
      let decided: (decision: JobDecision, input: MadeOf.Input)
      do throws(InputFault) {
        decided = try decide(unit)
      } catch {
        reporter.addFailedFile()
        fail(error.status, Wording.of(error, input: unit.input.path))
        continue
      }
      switch decided.decision {
      case .upToDate: summary.upToDate += 1
      case .noTask(let present):
        summary.unmatched += 1
        status = max(status, .rejected)
        log.warning("\(Wording.noTask(unit.input.path, present: present))")
      case .make(let match, let reasons): try make(unit, decided.input, match, reasons)
      }
    }
    withExtendedLifetime(lock) {}
    summary.seconds = (ContinuousClock.now - start).seconds
    if !job.reporting.quiet { log.info("\(summary.line)") }
    try writeStatistics()
    return reporter.close(status, isWhole: summary.failed == 0)
  }

  private mutating func fail(_ status: ExitStatus, _ message: String) {
    summary.failed += 1
    self.status = max(self.status, status)
    log.error("\(message)")
  }

  /// The job's lock, in the output folder, which is made: two jobs may write into one folder, one job only once at a time.
  private func lock() throws(CommandFault) -> FileLock {
    let folder = job.path(job.output.directory)
    do throws(CheckpointError) {
      try createFolder(folder)
    } catch {
      throw .outputFolder(error)
    }
    do throws(JournalError) {
      return try FileLock.acquire(joinedPath(folder, ".\(lastComponent(of: job.file)).lock"))
    } catch {
      if case .held(_, let process) = error { throw .jobRuns(file: job.file, process: process) }
      throw .output(error)
    }
  }

  private func writeStatistics() throws(CommandFault) {
    guard let path = job.reporting.stats else { return }
    do throws(JournalError) {
      try WholeFile.replace(job.path(path), with: summary.json)
    } catch {
      throw .output(error)
    }
  }

  private func interrupted() -> Never {
    log.warning("\(Wording.interrupted(job: job.file, made: summary.made))")
    reporter.close(signal: Interruption.signal)
    Interruption.die()
  }

  // MARK: Making

  /// Makes one output. What keeps others from being made too ends the job.
  private mutating func make(
    _ unit: JobUnit, _ input: MadeOf.Input, _ match: InputMatch, _ reasons: [JobDecision.Reason]
  ) throws(CommandFault) {
    let madeOf = MadeOf(
      input: input, settings: job.settings, tasks: match.tasks.map(mark),
      leftOut: match.leftOut.map { mark(of: $0).withoutModel })
    let keys = madeOf.tasks.map(\.key)
    let started = Date()
    for warning in try loaded.load(match.tasks, requests, sources) { log.warning("\(Wording.of(warning))") }
    do throws(RunFault) {
      let counts: OutputManifest.Counts
      switch try open(unit, madeOf.binding) {
      case .alreadyDone(let position): counts = OutputManifest.Counts(position, keys: keys)
      case .run(let output, let position):
        let result = try annotate(unit, match, to: output, from: position)
        if result.wasCancelled { interrupted() }
        guard result.summary.failedFiles == 0 else {
          summary.failed += 1
          status = max(status, result.status)
          return
        }
        counts = OutputManifest.Counts(result, keys: keys)
      }
      try finish(unit, madeOf, counts, started: started)
      summary.add(counts, keys: keys)
      status = max(status, ExitStatus(rawValue: Int32(counts.status)) ?? .internalFault)
      if !job.reporting.quiet { log.info("\(Wording.made(unit, reasons, counts))") }
    } catch {
      guard error.endsOneOutput else { throw .run(error) }
      fail(error.status, Wording.of(error))
    }
  }

  /// Runs the tasks over an input.
  private mutating func annotate(
    _ unit: JobUnit, _ match: InputMatch, to output: RunOutput, from position: JournalPosition?
  ) throws(RunFault) -> OutputRun.Result {
    let run = OutputRun(unit.input.path, match.tasks, of: job, loaded, reporter, log: log)
    let result = try run.run(to: output, from: position)
    reporter.add(result.summary)
    summary.computing = JobSummary.Computing(
      precision: result.summary.precision, instructionSet: result.summary.instructionSet,
      threads: result.summary.threads, encoders: loaded.encoderCount)
    return result
  }

  /// Opens an output where a run of the same input, models and settings left it, else anew.
  private func open(_ unit: JobUnit, _ binding: RunBinding) throws(RunFault) -> RunOutput.Opening {
    do throws(CheckpointError) {
      try createFolder(parentFolder(of: unit.output))
      try createFolder(parentFolder(of: unit.rejects))
    } catch {
      throw .folder(error)
    }
    do throws(JournalError) {
      do throws(JournalError) {
        return try RunOutput.open(
          unit.output, rejects: unit.rejects, binding: binding, resume: !request.force)
      } catch {
        switch error {
        case .mismatch, .unknownJournalVersion:
          return try RunOutput.open(unit.output, rejects: unit.rejects, binding: binding, resume: false)
        default: throw error
        }
      }
    } catch {
      throw .output(error)
    }
  }

  /// Writes the manifest, when the output is in its place.
  private func finish(
    _ unit: JobUnit, _ madeOf: MadeOf, _ counts: OutputManifest.Counts, started: Date
  ) throws(RunFault) {
    do throws(JournalError) {
      var manifest = OutputManifest(
        program: Version.number, job: job.file, inputPath: unit.input.path,
        outputSize: try InputFile.size(of: unit.output) ?? 0, madeOf: madeOf,
        started: started.formatted(.iso8601), finished: Date().formatted(.iso8601))
      manifest.counts = counts
      try Manifest.write(manifest.json, of: unit.output)
    } catch {
      throw .output(error)
    }
  }
}

extension RunFault {
  /// Whether other outputs of the job can still be made.
  fileprivate var endsOneOutput: Bool {
    switch self {
    case .tooManyRejects, .folder, .encoder: true
    case .output(let error): error.endsOneOutput
    case .compute, .stopped: false
    }
  }
}

extension JournalError {
  fileprivate var endsOneOutput: Bool {
    switch self {
    case .held, .mismatch, .notAJournal, .unknownJournalVersion, .notResumable: true
    case .file(let error): error.operation == .create || error.operation == .lock
    }
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
    status = Int(JobSink.status(at: position).rawValue)
  }
}
