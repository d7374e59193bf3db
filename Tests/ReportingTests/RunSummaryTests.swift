import Reporting
import Testing

/// The summary, by its exact text.
@Suite struct RunSummaryTests {
  @Test func theLineTellsWhatAPersonAsks() {
    #expect(
      Summaries.tag.line
        == "tag: 120000 records, 1 file failed, 4 rejects (json 3, utf8 1), 3000000 tokens, 50.0 s, 50000 tokens/s, "
        + "int8 on avx512, 2 threads")
  }

  @Test func theStatisticsTellAll() {
    let json = Summaries.tag.json(Summaries.status(.init(exitStatus: 66, isSuccess: false)))
    #expect(
      String(decoding: json, as: UTF8.self) == #"{"versions":{"bertrun":"0.1.0","products":"oneDNN 2.6.3"},"#
        + #""task":"tag","precision":"int8","instruction_set":"avx512","threads":2,"#
        + #""started":"2026-11-26T00:00:00Z","exit_status":66,"success":false,"#
        + #""files":3,"failed_files":1,"bytes_read":9000000,"records":120000,"resumed_records":20000,"#
        + #""rejects":4,"tokens":3000000,"resumed_tokens":500000,"windows":120001,"known_windows":0,"batches":500,"#
        + #""reject_codes":{"json":3,"utf8":1},"padding":0.25,"seconds":50,"tokens_per_second":50000,"#
        + #""stage_seconds":{"prepare":1.5,"compute":90,"finish":2,"wait":0.25},"peak_memory_bytes":104857600}"#
        + "\n")
  }

  @Test func whatARunResumedIsNoSpeedOfItsOwn() {
    var summary = RunSummary(task: "tag", precision: "f32", instructionSet: "avx2", threads: 1)
    summary.tokens = 1100
    summary.resumed.tokens = 1000
    summary.seconds = 2
    #expect(summary.rate == 50)
  }

  @Test func runsAddUp() {
    var total = Summaries.tag
    total += Summaries.tag
    #expect(total.records == 240_000)
    #expect(total.rejectCodes == ["json": 6, "utf8": 2])
    #expect(total.rate == 50_000)
    #expect(total.padding == 0.25)
    #expect(total.work.computing == 180)
  }

  @Test func peakMemoryIsReadOfTheKernelsText() {
    #expect(RunStatus.peakMemory("Name:\tbertrun\nVmHWM:\t  102400 kB\nVmRSS:\t 1 kB\n") == 104_857_600)
    #expect(RunStatus.peakMemory("Name:\tbertrun\n") == nil)
    #expect(RunStatus.peakMemoryOfThisProcess > 1 << 20)
  }
}
