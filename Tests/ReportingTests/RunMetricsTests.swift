import Foundation
import Reporting
import TestSupport
import Testing

/// Metrics, by their exact text.
@Suite struct RunMetricsTests {
  @Test func theTextIsWhatACollectorReads() {
    let metrics = RunMetrics(
      run: "nightly", summaries: [Summaries.tag],
      status: Summaries.status(.init(exitStatus: 65, isSuccess: true)), lastSuccess: 1_795_651_252.5)
    #expect(
      metrics.text == """
        # HELP bertrun_info What runs: version, task, precision and instruction set.
        # TYPE bertrun_info gauge
        bertrun_info{run="nightly",task="tag",version="0.1.0",precision="int8",instruction_set="avx512"} 1
        # HELP bertrun_running Whether the command runs (1) or ended (0).
        # TYPE bertrun_running gauge
        bertrun_running{run="nightly"} 0
        # HELP bertrun_start_timestamp_seconds When the command started, in seconds since 1970.
        # TYPE bertrun_start_timestamp_seconds gauge
        bertrun_start_timestamp_seconds{run="nightly"} 1795651200
        # HELP bertrun_duration_seconds Seconds that the command has run or ran.
        # TYPE bertrun_duration_seconds gauge
        bertrun_duration_seconds{run="nightly"} 52.5
        # HELP bertrun_exit_status Exit status of the command, 128 and the signal's number where one ended it; absent \
        while it runs.
        # TYPE bertrun_exit_status gauge
        bertrun_exit_status{run="nightly"} 65
        # HELP bertrun_last_success_timestamp_seconds When the command last ended with every input read and every output \
        in its place, in seconds since 1970; 0 for never.
        # TYPE bertrun_last_success_timestamp_seconds gauge
        bertrun_last_success_timestamp_seconds{run="nightly"} 1795651252.5
        # HELP bertrun_peak_memory_bytes Largest resident memory of the command.
        # TYPE bertrun_peak_memory_bytes gauge
        bertrun_peak_memory_bytes{run="nightly"} 104857600
        # HELP bertrun_files Inputs read to their ends.
        # TYPE bertrun_files gauge
        bertrun_files{run="nightly",task="tag"} 3
        # HELP bertrun_failed_files Inputs that could not be read to their ends.
        # TYPE bertrun_failed_files gauge
        bertrun_failed_files{run="nightly",task="tag"} 1
        # HELP bertrun_read_bytes Bytes read of the inputs.
        # TYPE bertrun_read_bytes gauge
        bertrun_read_bytes{run="nightly",task="tag"} 9000000
        # HELP bertrun_records Records written with an annotation.
        # TYPE bertrun_records gauge
        bertrun_records{run="nightly",task="tag"} 120000
        # HELP bertrun_rejects Records set aside, by code.
        # TYPE bertrun_rejects gauge
        bertrun_rejects{run="nightly",task="tag",code="json"} 3
        bertrun_rejects{run="nightly",task="tag",code="utf8"} 1
        # HELP bertrun_tokens Tokens computed, specials included.
        # TYPE bertrun_tokens gauge
        bertrun_tokens{run="nightly",task="tag"} 3000000
        # HELP bertrun_tokens_per_second Tokens computed a second.
        # TYPE bertrun_tokens_per_second gauge
        bertrun_tokens_per_second{run="nightly",task="tag"} 50000
        # HELP bertrun_padding_ratio Share of the computed rows that belonged to no token.
        # TYPE bertrun_padding_ratio gauge
        bertrun_padding_ratio{run="nightly",task="tag"} 0.25

        """)
  }

  @Test func whileItRunsThereIsNoExitStatus() {
    let text = RunMetrics(run: "x", summaries: [], status: Summaries.status(nil), lastSuccess: 0).text
    #expect(text.contains("bertrun_running{run=\"x\"} 1\n"))
    #expect(!text.contains("bertrun_exit_status"))
    #expect(text.contains("bertrun_last_success_timestamp_seconds{run=\"x\"} 0\n"))
  }

  @Test func valuesAreEscapedAndNumbersAreSpeltAsPrometheusDoes() {
    var metrics = MetricsText()
    metrics.gauge(
      "m", "A \\ and\na \"line\".",
      [
        .init([("a", "q\" \\ b\nc"), ("b", "\r\n\u{301}")], .nan), .init([], .infinity),
        .init([], -.infinity), .init([], 1e20), .init([], 0.1),
      ])
    #expect(
      metrics.text
        == "# HELP m A \\\\ and\\na \"line\".\n# TYPE m gauge\nm{a=\"q\\\" \\\\ b\\nc\",b=\"\r\\n\u{301}\"} NaN\n"
        + "m +Inf\nm -Inf\nm 1e+20\nm 0.1\n")
  }

  @Test func aFamilyWithoutSamplesIsNotNamed() {
    var metrics = MetricsText()
    metrics.gauge("m", "Nothing.", [])
    #expect(metrics.text.isEmpty)
  }

  @Test func aFailureKeepsTheTimeOfTheLastSuccess() throws {
    let scratch = try Scratch()
    let path = scratch.folder.appendingPathComponent("nightly.prom").path
    let success = Summaries.status(.init(exitStatus: 0, isSuccess: true))
    try MetricsFile(path).write([Summaries.tag], success)
    #expect(MetricsFile.success(in: scratch.text("nightly.prom") ?? "") == 1_795_651_252.5)
    for end in [nil, RunStatus.End(exitStatus: 74, isSuccess: false)] {
      try MetricsFile(path).write([Summaries.tag], Summaries.status(end))
      #expect(MetricsFile.success(in: scratch.text("nightly.prom") ?? "") == 1_795_651_252.5)
    }
    #expect(scratch.text("nightly.prom.partial") == nil)
    #expect(MetricsFile.success(in: "bertrun_last_success_timestamp_seconds{run=\"x\"} rubbish\n") == 0)
    #expect(MetricsFile.success(in: "") == 0)
  }

  @Test func theFilesNameIsTheLabel() throws {
    let scratch = try Scratch()
    let folder = scratch.folder.path
    #expect(try MetricsFile(folder + "/night.prom").run == "night")
    #expect(try MetricsFile(folder + "/night.txt").run == "night.txt")
    #expect(try MetricsFile(folder + "/.prom").run == ".prom")
  }
}
