import Faults

/// What is to be done for one output.
package enum JobDecision: Sendable, Equatable {
  /// Nothing: it is up to date.
  case upToDate
  /// It is rebuilt, or resumed, with these tasks.
  case make(InputMatch, [Reason])
  /// No task finds what it reads in the input; some keys that the first records have.
  case noTask(present: [String])

  /// Why an output is made.
  package enum Reason: Sendable, Equatable {
    /// There is no output of this job yet.
    case new
    /// It was asked for.
    case forced
    /// A run was interrupted.
    case unfinished
    /// So many records were rejected the last time that it was no success.
    case rejected
    /// The input is another one now.
    case input
    /// The model of a task is another one now, or computed otherwise.
    case model(task: String)
    /// Settings are others now.
    case settings([Change])
    /// A task is new in the job.
    case added(task: String)
    /// A task is no longer in the job.
    case removed(task: String)
    /// The output is gone.
    case outputMissing
    /// The output was changed since it was written.
    case outputChanged
  }

  /// A setting that is another one now.
  package struct Change: Sendable, Equatable {
    /// Its name, with the task's key before it.
    package var name: String
    /// The value before; nil where it was not set.
    package var before: String?
    /// The value now; nil where it is not set.
    package var now: String?

    /// A change.
    package init(name: String, before: String?, now: String?) {
      self.name = name
      self.before = before
      self.now = now
    }
  }
}

/// Which of an input's tasks find what they read in it, by their numbers in the job.
package struct InputMatch: Sendable, Equatable {
  /// Those that do.
  package var tasks: [Int]
  /// Those that do not.
  package var leftOut: [Int] = []
  /// Some keys of the first records, where no task does.
  package var present: [String] = []

  /// A match.
  package init(tasks: [Int], leftOut: [Int] = [], present: [String] = []) {
    self.tasks = tasks
    self.leftOut = leftOut
    self.present = present
  }
}

/// What is known of an output and its input before anything is done.
package struct OutputFacts: Sendable {
  /// A task that may annotate the input, and its number in the job.
  package struct Candidate: Sendable {
    /// Its number.
    package var number: Int
    /// What an output would keep of it.
    package var task: Provenance.Task

    /// A candidate.
    package init(number: Int, task: Provenance.Task) {
      self.number = number
      self.task = task
    }
  }

  /// The input as it is now.
  package var input: Provenance.Input
  /// The job's settings outside of tasks.
  package var settings: [JobSetting]
  /// The tasks that may annotate it, in the order of the job.
  package var candidates: [Candidate]
  /// What the manifest beside the output says; nil where there is none.
  package var manifest: OutputManifest?
  /// The output's size; nil where it does not exist.
  package var outputSize: Int?
  /// Whether a journal lies beside the output.
  package var hasJournal: Bool

  /// What is known of an output that does not exist yet.
  package init(input: Provenance.Input, settings: [JobSetting], candidates: [Candidate]) {
    self.input = input
    self.settings = settings
    self.candidates = candidates
    hasJournal = false
  }
}

extension OutputFacts {
  /// What they come to. `match` looks into the input; it is only called where the facts alone do not decide.
  package func decision<Failure: Error>(
    force: Bool, match: () throws(Failure) -> InputMatch
  ) throws(Failure) -> JobDecision {
    guard let manifest, !force else {
      let found = try match()
      if found.tasks.isEmpty { return .noTask(present: found.present) }
      return .make(found, [force ? .forced : hasJournal ? .unfinished : .new])
    }
    var reasons = reasons(manifest)
    let strangers = candidates.filter { candidate in
      !manifest.provenance.tasks.contains { $0.key == candidate.task.key }
        && !manifest.provenance.leftOut.contains { $0 == candidate.task.withoutModel }
    }
    if reasons.isEmpty, strangers.isEmpty { return .upToDate }
    let found = try match()
    for stranger in strangers where found.tasks.contains(stranger.number) {
      reasons.append(.added(task: stranger.task.key))
    }
    if reasons.isEmpty { return .upToDate }
    return found.tasks.isEmpty ? .noTask(present: found.present) : .make(found, reasons)
  }

  /// What is otherwise than the manifest says.
  private func reasons(_ manifest: OutputManifest) -> [JobDecision.Reason] {
    let before = manifest.provenance
    var reasons: [JobDecision.Reason] = []
    if manifest.counts.status == ExitStatus.tooManyRejects.rawValue { reasons.append(.rejected) }
    if input != before.input { reasons.append(.input) }
    var changes = Self.changes(before.settings, settings, of: nil)
    for old in before.tasks {
      guard let now = candidates.first(where: { $0.task.key == old.key })?.task else {
        reasons.append(.removed(task: old.key))
        continue
      }
      if old.model != now.model || old.precision != now.precision { reasons.append(.model(task: old.key)) }
      if old.name != now.name {
        changes.append(.init(name: "\(old.key): task", before: old.name, now: now.name))
      }
      changes += Self.changes(old.settings, now.settings, of: old.key)
    }
    let order = candidates.map(\.task.key).filter { key in before.tasks.contains { $0.key == key } }
    let oldOrder = before.tasks.map(\.key).filter { order.contains($0) }
    if order != oldOrder {
      changes.append(
        .init(name: "tasks", before: oldOrder.joined(separator: ", "), now: order.joined(separator: ", ")))
    }
    if !changes.isEmpty { reasons.append(.settings(changes)) }
    if outputSize == nil {
      reasons.append(.outputMissing)
    } else if outputSize != manifest.outputSize {
      reasons.append(.outputChanged)
    }
    return reasons
  }

  private static func changes(
    _ before: [JobSetting], _ now: [JobSetting], of task: String?
  ) -> [JobDecision.Change] {
    var names: [String] = []
    for setting in before + now where !names.contains(setting.name) { names.append(setting.name) }
    return names.compactMap { name in
      let old = before.first { $0.name == name }?.value
      let new = now.first { $0.name == name }?.value
      return old == new
        ? nil : .init(name: task.map { "\($0): \(name)" } ?? name, before: old, now: new)
    }
  }
}
