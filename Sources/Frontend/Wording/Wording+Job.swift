import Foundation

/// The sentences of `run` about its job file and its plan.
extension Wording {
  /// What is wrong with a job file.
  package static func of(_ fault: JobFault, file: String) -> String {
    let place = [fault.line, fault.column].compactMap { $0.map { ":\($0)" } }.joined()
    return "\(file)\(place): \(of(fault.kind))"
  }

  private static func of(_ kind: JobFault.Kind) -> String {
    switch kind {
    case .syntax(let problem): return "not valid YAML: \(problem)"
    case .notUTF8: return "not valid UTF-8"
    case .empty: return "the file is empty, expected a job with 'inputs', 'tasks' and 'output'"
    case .unknownKey(let name, let known):
      guard let nearest = nearestName(to: name, among: known) else {
        return "unknown key '\(name)', expected \(choice(known))"
      }
      return "unknown key '\(name)', did you mean '\(nearest)'?"
    case .keyOfOtherTask(let name, let task, let tasks):
      return "key '\(name)' is not one of '\(task)', it belongs to \(list(tasks))"
    case .repeatedKey(let name): return "key '\(name)' is there twice, leave one out"
    case .missingKey(let name): return "key '\(name)' is missing"
    case .wrongValue(let key, let found, let expected):
      let subject = key.isEmpty ? "the job" : "'\(key)'"
      return "\(subject) \(of(found)), expected \(of(expected))"
    case .wrongElement(let key, let found, let expected):
      return "an element of '\(key)' \(of(found)), expected \(of(expected))"
    case .unknownPlaceholder(let name, let known):
      let nearest = nearestName(to: name, among: known).map { ", did you mean '{\($0)}'?" }
      return "unknown placeholder '{\(name)}'" + (nearest ?? ", expected \(choice(known.map { "{\($0)}" }))")
    case .unbalancedTemplate(let template):
      return "the name '\(template)' has a brace without its other half"
    case .unbalancedPattern(let pattern):
      return "the pattern '\(pattern)' has a bracket or brace without its other half"
    case .xmlPattern(let pattern):
      return "'\(pattern)' is no pattern that libxml2 can match while it streams"
    case .sameInto(let key, let line):
      return
        "the task of line \(line) puts its annotations under '\(key)' too, give one of them another 'into'"
    case .overlapOverWindow(let overlap, let window):
      return "overlap '\(overlap)' must be smaller than window '\(window)'"
    case .needsKey(let key, let other): return "'\(key)' goes with '\(other)', give both"
    case .excludes(let key, let other): return "'\(key)' and '\(other)' exclude each other, leave one out"
    case .otherEncoder(let task, let folder, let expected):
      return
        "task '\(task)' runs on the encoder in '\(folder)', not on '\(expected)'; leave 'encoder' out to load both"
    }
  }

  private static func of(_ found: JobFault.Found) -> String {
    switch found {
    case .scalar(let text): "is '\(text)'"
    case .list: "is a list"
    case .mapping: "is a mapping"
    case .nothing: "has no value"
    }
  }

  private static func of(_ form: JobForm) -> String {
    switch form {
    case .text: "a text"
    case .integer(let least): "a whole number of at least \(least)"
    case .number: "a number"
    case .flag: "true or false"
    case .choice(let names): choice(names)
    case .list(let element): "\(of(element)) or a list of such"
    case .twoTexts: "a list of two texts"
    case .column: "'upos', 'xpos' or 'misc:KEY'"
    case .either(let forms): forms.map(of).joined(separator: " or ")
    case .mapping(let keys): "a mapping with keys like \(list(keys.prefix(3).map(\.name)))"
    }
  }

  /// Why a job has no plan.
  package static func of(_ fault: JobPlanFault, file: String) -> String {
    switch fault {
    case .file(let fault): of(fault, file: file)
    case .sameOutput(let first, let second, let output) where first.utf8.elementsEqual(second.utf8):
      "\(file): two tasks would write '\(first)' to '\(output)', give them other 'into' keys"
    case .sameOutput(let first, let second, let output):
      "\(file): '\(first)' and '\(second)' would both be written to '\(output)', give 'output.name' more of the path, "
        + "such as '{path}'"
    case .overInput(let input, let output):
      "\(file): '\(input)' would be written to '\(output)', which is an input; give 'output' another folder or name"
    }
  }

  /// That a job is being run already.
  static func jobRuns(_ file: String, _ process: Int?) -> String {
    let holder = process.map { " (process \($0))" } ?? ""
    return "\(file): another run of this job\(holder) is going on, it is left to it"
  }

  /// That a pattern matches nothing.
  static func noMatch(_ pattern: JobText, file: String) -> String {
    "\(file):\(pattern.line):\(pattern.column): '\(pattern.text)' matches no file"
  }

  /// That folders hold files of unknown formats.
  static func unknownNames(_ count: Int) -> String {
    "\(self.count(count, "file")) of the folders left out, their names tell no format"
  }

  /// That no task takes an input.
  static func noTask(_ input: String, present: [String]) -> String {
    let keys = present.isEmpty ? "" : ", they have \(list(present))"
    return
      "\(input): no task finds what it reads in the first records\(keys); name its keys, or exclude the file"
  }

  /// That a job was interrupted.
  static func interrupted(job: String, made: Int) -> String {
    "\(job): interrupted after \(count(made, "output")), the next run goes on"
  }

  // MARK: Plans

  /// What is to be done for an output, in a line.
  static func of(_ decision: JobDecision, _ unit: JobUnit, keys: [String]) -> String {
    switch decision {
    case .upToDate: return "\(unit.input.path) -> \(unit.output): up to date"
    case .noTask(let present): return noTask(unit.input.path, present: present)
    case .make(let match, let reasons):
      let tasks = match.tasks.map { keys[$0] }.joined(separator: ", ")
      return "\(unit.input.path) -> \(unit.output): \(tasks): \(of(reasons))"
    }
  }

  /// What is to be done for all of them.
  static func plan(make: Int, upToDate: Int, unmatched: Int, failed: Int) -> String {
    var parts = ["\(make) to make", "\(upToDate) up to date"]
    if unmatched > 0 { parts.append("\(unmatched) without a task") }
    if failed > 0 { parts.append("\(failed) failed") }
    return "\(count(make + upToDate + unmatched + failed, "output")): \(parts.joined(separator: ", "))"
  }

  /// That an output was made, and why.
  static func made(
    _ unit: JobUnit, _ reasons: [JobDecision.Reason], _ counts: OutputManifest.Counts
  ) -> String {
    var parts = [count(counts.records, "record")]
    if counts.rejects > 0 { parts.append(count(counts.rejects, "reject")) }
    parts.append("\(decimal(counts.seconds)) s")
    return "\(unit.input.path) -> \(unit.output): \(parts.joined(separator: ", ")) (\(of(reasons)))"
  }

  private static func of(_ reasons: [JobDecision.Reason]) -> String {
    reasons.map(of).joined(separator: ", ")
  }

  private static func of(_ reason: JobDecision.Reason) -> String {
    switch reason {
    case .new: "new"
    case .forced: "forced"
    case .unfinished: "unfinished"
    case .input: "changed input"
    case .model(let task): "changed model of '\(task)'"
    case .settings(let changes): "changed settings: \(changes.map(of).joined(separator: ", "))"
    case .added(let task): "new task '\(task)'"
    case .removed(let task): "without task '\(task)'"
    case .outputMissing: "output missing"
    case .outputChanged: "output changed"
    }
  }

  private static func of(_ change: JobDecision.Change) -> String {
    "'\(change.name)' was \(change.before.map { "'\($0)'" } ?? "not set"), is \(change.now.map { "'\($0)'" } ?? "not set")"
  }

  /// A number with one decimal.
  static func decimal(_ number: Double) -> String { String(format: "%.1f", number) }
}
