import Foundation
import JSON
import TestSupport
import Testing

/// A run that rejects most of its records is no success, and says so.
@Suite struct RejectShareTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(good: Int, bad: Int) throws {
    try scratch.file(
      "in.jsonl",
      String(repeating: #"{"text":"It rained."}"# + "\n", count: good)
        + String(repeating: #"{"body":"x"}"# + "\n", count: bad))
  }

  private func tag(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(
      ["tag", "in.jsonl", "-o", "out.jsonl"] + arguments, input: [], in: scratch.folder)
  }

  @Test(arguments: [
    (9, 10, [], 65), (10, 10, [], 65), (9, 11, [], 76), (19, 1, [], 65), (0, 1, [], 76), (0, 30, [], 76),
    (3, 0, [], 0), (18, 2, ["--max-rejects", "10%"], 65), (17, 3, ["--max-rejects", "10%"], 76),
    (2, 1, ["--max-rejects", "0%"], 76), (1, 30, ["--max-rejects", "99.5%"], 65),
    (1, 30, ["--max-rejects", "30"], 65), (1, 30, ["--max-rejects", "29"], 76),
  ])
  func theShareDecides(good: Int, bad: Int, arguments: [String], status: Int32) throws {
    try write(good: good, bad: bad)
    let run = try Binary.run(
      ["tag", "in.jsonl", "-o", "out.jsonl", "--metrics", "m.prom"] + arguments, input: [],
      in: scratch.folder)
    #expect(run.status == status)
    let metrics = try #require(scratch.text("m.prom"))
    #expect(metrics.contains("last_success_timestamp_seconds{run=\"m\"} 0\n") == (status == 76))
    #expect(metrics.contains("bertrun_exit_status{run=\"m\"} \(status)\n"))
  }

  @Test(arguments: ["x", "-1", "101%", "-1%", "%", "nan%"])
  func aStrangeLimitIsRefused(limit: String) throws {
    try write(good: 1, bad: 0)
    #expect(try tag("--max-rejects=\(limit)").status == 64)
  }

  @Test func aQuietRunStillSaysOneLine() throws {
    try write(good: 20, bad: 2)
    try scratch.append("in.jsonl", "[]\n")
    let run = try tag("--quiet")
    #expect(
      run.errors
        == "bertrun: 3 of 23 records rejected, mostly 'missing-key' 2, first in.jsonl:21: expected key 'tokens', 'text' or "
        + "'sentence', found 'body', name yours with --text; see out.jsonl.rejects\n")
    try write(good: 3, bad: 0)
    #expect(try tag("--quiet").errors.isEmpty)
  }

  @Test func theNextRunOfAJobDoesItAgain() throws {
    try write(good: 4, bad: 20)
    try scratch.file("good.jsonl", #"{"text":"It rained."}"# + "\n")
    try scratch.file(
      "job.yaml",
      "inputs: [in.jsonl, good.jsonl]\ntasks: [{task: tag, inputs: in.jsonl}, {task: tag, into: again, inputs: good.jsonl}]\n"
        + "output: out\nreporting: {metrics: m.prom}\n")
    for _ in 0..<2 {
      let run = try Binary.run("run", "job.yaml", in: scratch.folder)
      #expect(run.status == 76)
      #expect(run.errors.contains("20 of 24 records rejected"))
      #expect(scratch.text("m.prom")?.contains("last_success_timestamp_seconds{run=\"m\"} 0\n") == true)
      #expect(scratch.text("out/in.jsonl")?.split(separator: "\n").count == 4)
    }
    let dry = try Binary.run("run", "job.yaml", "--dry-run", in: scratch.folder)
    #expect(dry.text.contains("in.jsonl -> out/in.jsonl: tag: too many rejects the last time\n"))
    #expect(dry.text.contains("good.jsonl -> out/good.jsonl: up to date\n"))
    // A looser limit, which no output depends on.
    let job = try #require(scratch.text("job.yaml"))
    try scratch.file("job.yaml", job + "settings: {max_rejects: 90%}\n")
    #expect(try Binary.run("run", "job.yaml", in: scratch.folder).status == 65)
    #expect(try Binary.run("run", "job.yaml", in: scratch.folder).status == 0)
    #expect(scratch.text("m.prom")?.contains("last_success_timestamp_seconds{run=\"m\"} 0\n") == false)
  }

  @Test func theReportSaysSoInRed() throws {
    try write(good: 4, bad: 20)
    _ = try tag("--stats", "stats.json")
    for arguments in [["--stats", "stats.json"], []] {
      let run = try Binary.run(["report", "out.jsonl"] + arguments, input: [], in: scratch.folder)
      #expect(run.status == 0 && run.text.contains(#"<div class="notice failure" role="alert">"#))
    }
    try write(good: 20, bad: 1)
    _ = try tag("--stats", "stats.json")
    let run = try Binary.run("report", "out.jsonl", "--stats", "stats.json", in: scratch.folder)
    #expect(!run.text.contains(#"class="notice failure""#))
  }

  @Test func aRecordWithMoreTextThanIsTakenIsRejectedWithItsSize() throws {
    let long = String(repeating: "[", count: 2 << 20)
    try scratch.file(
      "in.jsonl", #"{"text":"\#(long)["}"# + "\n" + #"{"text":"It rained."}"# + "\n")
    let run = try tag("--quiet")
    #expect(run.status == 65)
    #expect(run.errors.contains("the record has 2097153 bytes of text, expected at most 2097152"))
    #expect(scratch.text("out.jsonl.rejects")?.contains(#""code":"too-large""#) == true)
    #expect(try tag("--max-record", "0").status == 64)
  }
}
