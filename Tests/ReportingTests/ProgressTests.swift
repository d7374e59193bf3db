import Foundation
import Logging
import Reporting
import Synchronization
import Testing

/// What is told while a run runs, by its exact text.
@Suite struct ProgressTests {
  private func report(seconds: Double = 50, read: Int = 250, skipped: Int = 0, total: Int? = 1000)
    -> ProgressReport
  {
    ProgressReport(Summaries.tag, seconds: seconds, done: read, skipped: skipped, total: total)
  }

  @Test func theWordsTellSpeedAndWhatIsLeft() {
    #expect(report().words == "120000 records, 4 rejects, 50000 tokens/s, 25 %, 2:30 left")
    #expect(report(total: nil).words == "120000 records, 4 rejects, 50000 tokens/s")
    #expect(report(seconds: 5000).words == "120000 records, 4 rejects, 500 tokens/s, 25 %, 4:10:00 left")
    #expect(report(read: 0).words == "120000 records, 4 rejects, 50000 tokens/s, 0 %")
    // An input that grew is not read beyond what it was.
    #expect(report(read: 1200).words == "120000 records, 4 rejects, 50000 tokens/s, 100 %, 0:00 left")
  }

  @Test func whatAFormerRunReadIsNoSpeedOfThisOne() {
    #expect(
      report(read: 100, skipped: 500).words == "120000 records, 4 rejects, 50000 tokens/s, 60 %, 3:20 left")
  }

  @Test func aTerminalsLineIsCutToItsWidth() {
    #expect(ProgressLine.line(report(), columns: 20) == "tag: 120000 records")
    #expect(ProgressLine.line(report(total: nil), columns: 200) == "tag: " + report(total: nil).words)
  }

  @Test func aLogLineIsWordsOrAnObject() {
    #expect(LogLine.words("tag: \(report().words)").hasPrefix("bertrun: tag: 120000 records, 4 rejects"))
    #expect(
      LogLine.object(
        at: Date(timeIntervalSince1970: 1_795_651_200), level: "info", message: "say \"so\"",
        report().metadata.merging([
          "list": .array(["a", .stringConvertible(true)]),
          "nested": .dictionary(["b": .stringConvertible(1.5)]),
        ]) { $1 })
        == #"{"time":"2026-11-26T00:00:00Z","level":"info","message":"say \"so\"","list":["a",true],"#
        + #""nested":{"b":1.5},"records":120000,"rejects":4,"seconds_left":150,"share":0.25,"task":"tag","#
        + #""tokens_per_second":50000}"# + "\n")
  }

  @Test func aLineIsLoggedWhereNoTerminalShowsOne() {
    #expect(told(every: .nanoseconds(1), isTerminal: false).count == 3)
    #expect(told(every: .nanoseconds(1), isTerminal: true).count == 1)
    #expect(told(every: .zero, isTerminal: false).count == 1)
    #expect(told(every: .seconds(1 << 20), isTerminal: false).count == 1)
    #expect(told(every: .nanoseconds(1), isTerminal: false) { $0.quiet = true }.isEmpty)
    #expect(told(every: .nanoseconds(1), isTerminal: false) { $0.progress = .never }.count == 1)
  }

  /// What a run of two records and its end put into the log.
  private func told(
    every interval: Duration, isTerminal: Bool, _ change: (inout ReportingSettings) -> Void = { _ in }
  ) -> [String] {
    var settings = ReportingSettings()
    settings.logEvery = interval
    change(&settings)
    let lines = Lines()
    let reporter = RunReporter(
      settings, task: "tag", log: Logger(label: "test") { _ in lines }, isTerminal: isTerminal)
    reporter.begin(["-"])
    for _ in 0..<2 { reporter.note(doneBytes: 1) { Summaries.tag } }
    reporter.end(Summaries.tag)
    return lines.all
  }
}

/// Keeps the messages that are logged.
private final class Lines: LogHandler {
  private let kept = Mutex<[String]>([])
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .info }
    set {}
  }
  var all: [String] { kept.withLock { $0 } }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }
  func log(event: LogEvent) { kept.withLock { $0.append(event.message.description) } }
}
