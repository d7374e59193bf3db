import Faults
import Journal
import Models
import Runs
import Tasks

extension JobRun {
  /// What a run would do, and why, in lines; nothing is made.
  package mutating func plannedLines() throws -> (status: ExitStatus, lines: String) {
    warnOfPatterns()
    let keys = job.tasks.map(\.key)
    var lines = ""
    var counts = (make: 0, upToDate: 0, unmatched: 0, failed: 0)
    for fault in plan.faults {
      log.error("\(fault.message)")
      counts.failed += 1
      status = max(status, fault.status)
    }
    for unit in plan.units {
      try outline(unit)
      let decision: JobDecision
      do throws(InputFault) {
        decision = try decide(unit).decision
      } catch {
        log.error("\(error.message(input: unit.input.path))")
        counts.failed += 1
        status = max(status, error.status)
        continue
      }
      switch decision {
      case .make: counts.make += 1
      case .upToDate: counts.upToDate += 1
      case .noTask:
        counts.unmatched += 1
        status = max(status, .rejected)
      }
      lines += decision.message(unit, keys: keys) + "\n"
    }
    lines +=
      JobPlan.line(
        make: counts.make, upToDate: counts.upToDate, unmatched: counts.unmatched, failed: counts.failed)
      + "\n"
    return (status, lines)
  }

  /// Warns of patterns that match nothing: an empty spool is not an error, a misspelt folder looks the same.
  func warnOfPatterns() {
    for pattern in plan.empty {
      log.warning("\(job.file):\(pattern.line):\(pattern.column): '\(pattern.text)' matches no file")
    }
    if plan.unknown > 0, !job.reporting.quiet {
      log.info(
        "\(Phrase.count(plan.unknown, "file")) in the folders skipped: unknown suffix")
    }
  }

  /// Looks at the checkpoints of tasks that may or may not take an input.
  mutating func outline(_ unit: JobUnit) throws {
    for number in unit.candidates where outlines[number] == nil && !unit.owners.contains(number) {
      let (task, source) = (job.tasks[number], sources[number])
      outlines[number] = try task.task.entry.outline(
        OutlineQuestion(settings[number], task.selection) { try source.head(of: task.task) })
    }
  }

  /// What is to be done for an output, and the input as it is now.
  func decide(_ unit: JobUnit) throws(InputFault) -> (decision: JobDecision, input: Provenance.Input) {
    let facts = try facts(of: unit)
    let matcher = InputMatcher(job: job, outlines: outlines)
    let decision = try facts.decision(force: options.force) { () throws(InputFault) in
      try matcher.match(unit)
    }
    return (decision, facts.input)
  }

  private func facts(of unit: JobUnit) throws(InputFault) -> OutputFacts {
    // Reading a pipe can block.
    if InputFile.isStream(unit.input.path) { throw .notAFile }
    let identity: FileIdentity?
    do throws(JournalError) {
      identity = try InputFile.open(unit.input.path).identity
    } catch {
      throw .file(error)
    }
    guard let identity else { throw .notAFile }
    do throws(JournalError) {
      var facts = OutputFacts(
        input: Provenance.Input(identity), settings: job.settings,
        candidates: unit.candidates.map { OutputFacts.Candidate(number: $0, task: mark(of: $0)) })
      facts.manifest = try Manifest.read(of: unit.output).flatMap { OutputManifest($0) }
      facts.outputSize = try InputFile.size(of: unit.output)
      facts.hasJournal = try InputFile.size(of: unit.output + ".journal") != nil
      return facts
    } catch {
      throw .file(error)
    }
  }

  /// What an output keeps of a task that made it.
  func mark(of number: Int) -> Provenance.Task {
    let task = job.tasks[number]
    return Provenance.Task(
      key: task.key, name: task.task.rawValue, model: sources[number].fingerprint.description,
      precision: sources[number].precision.rawValue, settings: task.settings)
  }
}
