import Faults

extension JobDecision {
  /// That no task takes an input.
  static func noTask(_ input: String, present: [String]) -> String {
    let keys = present.isEmpty ? "" : ", they have \(Phrase.list(present))"
    return
      "\(input): no task finds what it reads in the first records\(keys); name its keys, or exclude the file"
  }

  /// What is to be done for an output, in a line.
  func message(_ unit: JobUnit, keys: [String]) -> String {
    switch self {
    case .upToDate: return "\(unit.input.path) -> \(unit.output): up to date"
    case .noTask(let present): return Self.noTask(unit.input.path, present: present)
    case .make(let match, let reasons):
      let tasks = match.tasks.map { keys[$0] }.joined(separator: ", ")
      return
        "\(unit.input.path) -> \(unit.output): \(tasks): \(reasons.map(\.message).joined(separator: ", "))"
    }
  }
}

extension JobDecision.Reason {
  var message: String {
    switch self {
    case .new: "new"
    case .forced: "forced"
    case .unfinished: "unfinished"
    case .rejected: "too many rejects the last time"
    case .input: "changed input"
    case .model(let task): "changed model of '\(task)'"
    case .settings(let changes): "changed settings: \(changes.map(\.message).joined(separator: ", "))"
    case .added(let task): "new task '\(task)'"
    case .removed(let task): "without task '\(task)'"
    case .outputMissing: "output missing"
    case .outputChanged: "output changed"
    }
  }
}

extension JobDecision.Change {
  fileprivate var message: String {
    "'\(name)' was \(before.map { "'\($0)'" } ?? "not set"), is \(now.map { "'\($0)'" } ?? "not set")"
  }
}

extension JobUnit {
  /// That an output was made, what of, and why.
  func line(_ reasons: [JobDecision.Reason], _ counts: OutputManifest.Counts) -> String {
    var parts = [Phrase.count(counts.records, "record")]
    if counts.rejects > 0 { parts.append(Phrase.count(counts.rejects, "reject")) }
    parts.append("\(Phrase.decimal(counts.seconds)) s")
    return
      "\(input.path) -> \(output): \(parts.joined(separator: ", ")) (\(reasons.map(\.message).joined(separator: ", ")))"
  }
}

extension JobPlan {
  /// What a run would do for all outputs.
  static func line(make: Int, upToDate: Int, unmatched: Int, failed: Int) -> String {
    var parts = ["\(make) to make", "\(upToDate) up to date"]
    if unmatched > 0 { parts.append("\(unmatched) without a task") }
    if failed > 0 { parts.append("\(failed) failed") }
    return
      "\(Phrase.count(make + upToDate + unmatched + failed, "output")): \(parts.joined(separator: ", "))"
  }
}
