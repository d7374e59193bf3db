import Faults
import JSON

/// What a job did, reported at its end and written to the file that it names.
struct JobSummary: Sendable, Equatable {
  /// The job file.
  var job: String
  /// The keys of the tasks, in the order of the job.
  var keys: [String]
  /// Outputs that the job has.
  var outputs = 0
  /// Outputs that were made.
  var made = 0
  /// Outputs that were up to date.
  var upToDate = 0
  /// Inputs in which no task finds what it reads.
  var unmatched = 0
  /// Inputs that could not be read, or whose outputs could not be made.
  var failed = 0
  /// Records annotated.
  var records = 0
  /// Records that each task annotated, by its key.
  var taskRecords: [String: Int] = [:]
  /// Records set aside, by code.
  var rejectCodes: [String: Int] = [:]
  /// Tokens computed.
  var tokens = 0
  /// Seconds from the start to the end.
  var seconds = 0.0
  /// How numbers were computed; nil where none were.
  var computing: Computing?

  /// How numbers were computed.
  struct Computing: Sendable, Equatable {
    /// The precision of the products.
    var precision: String
    /// What the kernels ran on.
    var instructionSet: String
    /// Worker threads.
    var threads: Int
    /// Encoders that were loaded.
    var encoders: Int
  }

  /// Records set aside.
  var rejects: Int { rejectCodes.values.reduce(0, +) }

  /// Adds the result of an output.
  mutating func add(_ counts: OutputManifest.Counts, keys: [String]) {
    made += 1
    records += counts.records
    tokens += counts.tokens
    rejectCodes.merge(counts.rejectCodes, uniquingKeysWith: +)
    for key in keys { taskRecords[key, default: 0] += counts.records(of: key) }
  }

  /// One line for people.
  var line: String {
    var parts = ["\(job): \(Phrase.count(outputs, "output"))"]
    if made > 0 { parts.append("\(made) made") }
    if upToDate > 0 || made == 0 { parts.append("\(upToDate) up to date") }
    if unmatched > 0 { parts.append("\(unmatched) without a task") }
    if failed > 0 { parts.append("\(failed) failed") }
    if made > 0 {
      let tasks = keys.compactMap { key in taskRecords[key].map { "\(key) \($0)" } }
      parts.append("\(Phrase.count(records, "record")) (\(tasks.joined(separator: ", ")))")
    }
    if rejects > 0 {
      let codes = rejectCodes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) \($0.value)" }
      parts.append("\(Phrase.count(rejects, "reject")) (\(codes.joined(separator: ", ")))")
    }
    if made > 0 { parts.append(Phrase.count(tokens, "token")) }
    parts.append("\(Phrase.decimal(seconds)) s")
    if let computing {
      parts.append(
        "\(computing.precision) on \(computing.instructionSet), \(Phrase.count(computing.threads, "thread")), "
          + Phrase.count(computing.encoders, "encoder"))
    }
    return parts.joined(separator: ", ")
  }

  /// The summary as one JSON object and a line feed.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("job", job)
    for (name, count) in [
      ("outputs", outputs), ("made", made), ("up_to_date", upToDate), ("without_task", unmatched),
      ("failed", failed), ("records", records), ("rejects", rejects), ("tokens", tokens),
    ] {
      writer.member(name, count)
    }
    writer.key("tasks")
    writer.counts(Dictionary(keys.map { ($0, taskRecords[$0] ?? 0) }) { first, _ in first })
    writer.key("reject_codes")
    writer.counts(rejectCodes)
    if let computing {
      writer.member("precision", computing.precision)
      writer.member("instruction_set", computing.instructionSet)
      writer.member("threads", computing.threads)
      writer.member("encoders", computing.encoders)
    }
    writer.key("seconds")
    writer.number(seconds)
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}
