import Foundation
import JSON
import TestSupport
import Testing

/// What a monitoring system and the morning's reader find of a run.
@Suite struct WatchingTests {
  private func metric(_ name: String, in text: String?) -> Double? {
    text?.split(separator: "\n").first { $0.hasPrefix(name + "{") }?.split(separator: " ").last.flatMap {
      Double($0)
    }
  }

  @Test func metricsOfAGoodRunAndOfAFailureAfterIt() throws {
    let scratch = try Scratch()
    let path = scratch.folder.appendingPathComponent("night.prom").path
    let good = try Binary.run(
      "tag", "--metrics", path, input: "{\"text\":\"Where?\"}\n{\"text\":1}\n{\"text\":\"There.\"}\n")
    #expect(good.status == 65)
    let first = scratch.text("night.prom")
    #expect(metric("bertrun_records", in: first) == 2)
    #expect(metric("bertrun_exit_status", in: first) == 65)
    #expect(metric("bertrun_running", in: first) == 0)
    #expect(first?.contains("bertrun_rejects{run=\"night\",task=\"tag\",code=\"wrong-type\"} 1\n") == true)
    let success = try #require(metric("bertrun_last_success_timestamp_seconds", in: first))
    #expect(success > 1_700_000_000)

    #expect(try Binary.run("tag", "--metrics", path, "no-such-file").status == 66)
    let second = scratch.text("night.prom")
    #expect(metric("bertrun_exit_status", in: second) == 66)
    #expect(metric("bertrun_failed_files", in: second) == 1)
    #expect(metric("bertrun_last_success_timestamp_seconds", in: second) == success)

    #expect(try Binary.run("tag", "--metrics", path, "-m", "no-such-model", input: "{}").status == 78)
    #expect(metric("bertrun_exit_status", in: scratch.text("night.prom")) == 78)
    #expect(metric("bertrun_last_success_timestamp_seconds", in: scratch.text("night.prom")) == success)
  }

  @Test func metricsOfAJobAddUpOverItsOutputs() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.jsonl", "{\"text\":\"Where?\"}\n{\"text\":\"There.\"}\n")
    _ = try scratch.file("b.jsonl", "{\"question\":\"Who came?\",\"context\":\"Ana came.\"}\n")
    _ = try scratch.file(
      "job.yaml",
      """
      inputs: ["*.{jsonl,xml}"]
      tasks: [tag, qa]
      output: out
      reporting: {quiet: true, metrics: night.prom}
      """)
    func run() throws -> Int32 {
      try Binary.run(["run", scratch.folder.appendingPathComponent("job.yaml").path], input: []).status
    }
    #expect(try run() == 0)
    let first = scratch.text("night.prom")
    #expect(metric("bertrun_records", in: first) == 3)
    #expect(first?.contains("bertrun_info{run=\"night\",task=\"tag, qa\",") == true)
    let success = try #require(metric("bertrun_last_success_timestamp_seconds", in: first))
    #expect(success > 1_700_000_000)

    // Nothing to do is a success too; a broken input is none.
    #expect(try run() == 0)
    #expect(metric("bertrun_records", in: scratch.text("night.prom")) == 0)
    _ = try scratch.file("c.xml", "<root><record>It rained.</record>")
    #expect(try run() == 65)
    let broken = scratch.text("night.prom")
    #expect(metric("bertrun_exit_status", in: broken) == 65)
    #expect(metric("bertrun_failed_files", in: broken) == 1)
    #expect(try #require(metric("bertrun_last_success_timestamp_seconds", in: broken)) >= success)

    // What cannot even begin is told as well.
    _ = try scratch.file(
      "job.yaml",
      "inputs: a.jsonl\ntasks: [{task: tag, model: ./none}]\noutput: out\nreporting: {metrics: night.prom}\n")
    #expect(try run() == 78)
    #expect(metric("bertrun_exit_status", in: scratch.text("night.prom")) == 78)
  }

  @Test func metricsThatCannotBeWrittenAreToldAtOnce() throws {
    let run = try Binary.run("tag", "--metrics", "/proc/none/x.prom", input: #"{"text":"Where?"}"#)
    #expect(run.status == 73)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("/proc/none: cannot create: no such file or directory"))
  }

  @Test func statisticsAddUpOverOutputs() throws {
    let scratch = try Scratch()
    let first = try scratch.file("a.jsonl", "{\"text\":\"One.\"}\n")
    let second = try scratch.file("b.jsonl", "{\"text\":\"Two.\"}\n{\"text\":\"Three.\"}\n")
    let stats = scratch.folder.appendingPathComponent("stats.json").path
    let run = try Binary.run(
      "tag", first.path, second.path, "--output-dir", try scratch.makeFolder("out").path, "--stats", stats)
    #expect(run.status == 0)
    let json = try JSONValue.parse(Array((scratch.text("stats.json") ?? "").utf8))
    #expect(json["records"]?.int == 3)
    #expect(json["files"]?.int == 2)
    #expect(json["success"]?.bool == true)
    #expect(json["bytes_read"]?.int == 50)
  }

  @Test func aLogForMachinesHasItsValuesApart() throws {
    let run = try Binary.run("tag", "--log-format", "json", input: "{\"text\":\"Where?\"}\n{\"text\":1}\n")
    let events = try run.errors.split(separator: "\n").map { try JSONValue.parse(Array($0.utf8)) }
    try #require(events.count == 3)
    #expect(events[0]["code"]?.string == "wrong-type")
    #expect(events[0]["line"]?.int == 2)
    #expect(events[0]["file"]?.string == "standard input")
    #expect(events[1]["message"]?.string?.hasPrefix("1 of 2 records rejected, 'wrong-type' 1") == true)
    #expect(events[2]["records"]?.int == 1)
    #expect(events[2]["reject_codes"]?["wrong-type"]?.int == 1)
  }
}
