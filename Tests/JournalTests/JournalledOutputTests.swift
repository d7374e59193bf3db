import Foundation
import Journal
import TestSupport
import Testing

@Suite struct JournalledOutputTests {
  let scratch: Scratch
  let settings: RunBinding

  init() throws {
    scratch = try Scratch()
    var settings = RunBinding()
    settings.add("model", Fingerprint(of: [1]))
    settings.add("settings", "window 384")
    self.settings = settings
  }

  func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  func position(_ records: Int) -> JournalPosition {
    JournalPosition(
      input: 0, inputOffset: records * 10, records: records, counts: [.init(name: "a b%", value: records * 2)]
    )
  }

  /// Opens the output of a run that is to write.
  func open(
    binding: RunBinding? = nil, rejects: String? = "rejects", resume: Bool = false
  ) throws -> (run: JournalledOutput, from: JournalPosition?) {
    let opening = try JournalledOutput.open(
      scratch.path("out"), rejects: rejects.map(scratch.path), binding: binding ?? settings, resume: resume)
    guard case .run(let run, let from) = opening else { throw CancellationError() }
    return (run, from)
  }

  /// A run that came to two positions, wrote some more, and was killed.
  func interruptedRun() throws {
    let (run, from) = try open()
    #expect(from == nil && run.isJournaled)
    try run.output.write(bytes("one\n"))
    try run.record(position(1))
    try run.output.write(bytes("two\n"))
    try run.rejects?.write(bytes("bad\n"))
    try run.record(position(3))
    try run.output.write(bytes("three\n"))
    try run.output.flush()
  }

  @Test func anUninterruptedRunLeavesOutputRejectsAndJournal() throws {
    let (run, _) = try open()
    try run.output.write(bytes("one\n"))
    try run.rejects?.write(bytes("bad\n"))
    try run.finish(position(2))
    #expect(scratch.text("out") == "one\n" && scratch.text("rejects") == "bad\n")
    #expect(scratch.names == ["out", "out.journal", "rejects"])
  }

  @Test func withoutRejectsNoFileIsMadeButThatOfTheLastRunIsEmptied() throws {
    try open().run.finish(position(0))
    #expect(scratch.names == ["out", "out.journal"])
    let (run, _) = try open()
    try run.rejects?.write(bytes("bad\n"))
    try run.finish(position(1))
    #expect(scratch.text("rejects") == "bad\n")
    try open().run.finish(position(0))
    #expect(scratch.text("rejects") == "")
  }

  @Test func rejectsThatTheLastRunDidNotWriteStay() throws {
    try scratch.file("rejects", "someone's")
    for _ in 0..<2 {
      let (run, _) = try open()
      try run.rejects?.write(bytes("bad\n"))
      try run.finish(position(1))
      #expect(scratch.text("rejects") == "someone's" && scratch.text("rejects.2") == "bad\n")
      #expect(scratch.names == ["out", "out.journal", "rejects", "rejects.2"])
    }
  }

  /// A run that is resumed continues with the file that it had, though the one before it is free by now.
  @Test func aNumberStaysWhenARunIsResumed() throws {
    try scratch.file("rejects", "someone's")
    try interruptedRun()
    try FileManager.default.removeItem(atPath: scratch.path("rejects"))
    let (run, from) = try open(resume: true)
    #expect(from?.records == 3)
    try run.finish(position(4))
    #expect(scratch.text("rejects.2") == "bad\n" && scratch.text("rejects") == nil)
  }

  @Test func resumingGoesOnFromTheLastPosition() throws {
    try interruptedRun()
    let (run, from) = try open(resume: true)
    let start = try #require(from)
    #expect(start.records == 3 && start.inputOffset == 30 && start.counts == position(3).counts)
    #expect(start.outputLength == 8 && start.rejectsLength == 4)
    #expect(run.output.length == 8 && run.rejects?.length == 4)
    try run.output.write(bytes("THREE\n"))
    try run.finish(position(4))
    #expect(scratch.text("out") == "one\ntwo\nTHREE\n" && scratch.text("rejects") == "bad\n")
  }

  @Test func withoutResumeTheRunBeginsAnew() throws {
    try interruptedRun()
    let (run, from) = try open()
    #expect(from == nil && run.output.length == 0)
    try run.finish(position(0))
    #expect(scratch.text("out") == "")
  }

  @Test func resumingWithoutJournalBeginsAtTheBeginning() throws {
    let (run, from) = try open(resume: true)
    #expect(from == nil)
    try run.finish(position(0))
  }

  @Test func aFinishedRunIsDone() throws {
    let (run, _) = try open()
    try run.output.write(bytes("one\n"))
    try run.finish(position(7))
    let opening = try JournalledOutput.open(
      scratch.path("out"), rejects: scratch.path("rejects"), binding: settings, resume: true)
    guard case .alreadyDone(let done) = opening else {
      Issue.record("not done")
      return
    }
    #expect(done.records == 7 && done.counts == position(7).counts)
  }

  @Test(arguments: ["removed", "changed"])
  func anOutputThatIsNoLongerThatOfTheJournalIsMadeAgain(how: String) throws {
    try open().run.finish(position(7))
    if how == "removed" {
      try FileManager.default.removeItem(atPath: scratch.path("out"))
    } else {
      try scratch.append("out", "x")
    }
    #expect(try open(resume: true).from == nil)
  }

  @Test func aMismatchNamesWhatDiffers() throws {
    try interruptedRun()
    var other = RunBinding()
    other.add("model", Fingerprint(of: [2]))
    other.add("settings", "window 384")
    other.add("task", "tag")
    #expect(
      throws: JournalError.mismatch(
        path: scratch.path("out.journal"),
        [
          BindingDifference(
            name: "model", journal: Fingerprint(of: [1]).description, now: Fingerprint(of: [2]).description),
          BindingDifference(name: "task", journal: nil, now: "tag"),
        ])
    ) { try open(binding: other, resume: true) }
    // Nothing was touched.
    #expect(try open(resume: true).from?.records == 3)
  }

  @Test func theRejectsFileIsPartOfTheBinding() throws {
    try interruptedRun()
    #expect(throws: JournalError.self) { try open(rejects: "elsewhere", resume: true) }
    #expect(throws: JournalError.self) { try open(rejects: nil, resume: true) }
  }

  @Test func aSecondRunIsRefused() throws {
    let first = try open()
    #expect {
      try open()
    } throws: { error in
      if case JournalError.held(scratch.path("out.journal"), _) = error { true } else { false }
    }
    #expect(first.from == nil)
    try first.run.finish(position(0))
  }

  @Test func anInputIsBoundByPathSizeTimeAndBeginning() throws {
    try scratch.file("in", "some text")
    func binding() throws -> RunBinding {
      var binding = RunBinding()
      try binding.add(input: try InputFile.open(scratch.path("in")))
      return binding
    }
    let before = try binding()
    try open(binding: before).run.record(position(1))
    try scratch.append("in", " and more")
    #expect {
      try open(binding: try binding(), resume: true)
    } throws: { error in
      guard case JournalError.mismatch(_, let differences) = error else { return false }
      let path = scratch.path("in")
      return differences.contains(BindingDifference(name: "size of \(path)", journal: "9", now: "18"))
    }
  }

  @Test func aTornLineIsAsIfItHadNotBeenWritten() throws {
    try interruptedRun()
    let journal = try #require(FileManager.default.contents(atPath: scratch.path("out.journal")))
    var seen: Set<Int> = []
    for length in 0...journal.count {
      try journal.prefix(length).write(to: URL(fileURLWithPath: scratch.path("out.journal")))
      try scratch.file("out.partial", "one\ntwo\nthree\n")
      try scratch.file("rejects.partial", "bad\n")
      let (run, from) = try open(resume: true)
      seen.insert(from?.records ?? 0)
      // What is written next is found again.
      try run.record(position(9))
      #expect(run.output.length == [0: 0, 1: 4, 3: 8][from?.records ?? 0])
      let again = try #require(FileManager.default.contents(atPath: scratch.path("out.journal")))
      #expect(again.last == UInt8(ascii: "\n"))
    }
    #expect(seen == [0, 1, 3])
    #expect(try open(resume: true).from?.records == 9)
  }

  @Test func aChangedByteInvalidatesItsLineAndAllAfterIt() throws {
    try interruptedRun()
    let journal = try #require(FileManager.default.contents(atPath: scratch.path("out.journal")))
    for place in stride(from: 20, to: journal.count, by: 3) {
      var damaged = journal
      damaged[place] ^= 1
      try damaged.write(to: URL(fileURLWithPath: scratch.path("out.journal")))
      try scratch.file("out.partial", "one\ntwo\nthree\n")
      try scratch.file("rejects.partial", "bad\n")
      let records = try open(resume: true).from?.records ?? 0
      #expect([0, 1].contains(records) || records == 3 && place >= journal.count - 1)
    }
  }

  /// Opens a run with two files beside its output.
  func openWithBesides(resume: Bool = false) throws -> JournalledOutput.Opening {
    try JournalledOutput.open(
      scratch.path("out"), besides: ["a", "b"].map(scratch.path), rejects: scratch.path("rejects"),
      binding: settings, resume: resume)
  }

  /// A run with files beside its output that came to one position, wrote some more, and was killed.
  func interruptedRunWithBesides() throws {
    guard case .run(let run, nil) = try openWithBesides() else { throw CancellationError() }
    try run.output.write(bytes("one\n"))
    try run.besides[0].write(bytes("1\n"))
    try run.record(position(1))
    try run.besides[0].write(bytes("2\n"))
    try run.besides[1].write(bytes("II\n"))
    for file in run.besides { try file.flush() }
    #expect(scratch.names == ["a.partial", "b.partial", "out.journal", "out.partial", "rejects.partial"])
  }

  @Test func filesBesideTheOutputKeepStepWithIt() throws {
    try interruptedRunWithBesides()
    guard case .run(let run, let from?) = try openWithBesides(resume: true) else { throw CancellationError() }
    #expect(from.besideLengths == [2, 0] && from.counts == position(1).counts)
    try run.besides[0].write(bytes("two\n"))
    try run.finish(position(2))
    #expect(scratch.text("a") == "1\ntwo\n" && scratch.text("b") == "" && scratch.text("out") == "one\n")
    #expect(scratch.names == ["a", "b", "out", "out.journal"])
    guard case .alreadyDone = try openWithBesides(resume: true) else { throw CancellationError() }
    try scratch.append("a", "x")
    guard case .run(_, nil) = try openWithBesides(resume: true) else { throw CancellationError() }
  }

  @Test func withAFileBesideTheOutputGoneTheRunBeginsAnew() throws {
    try interruptedRunWithBesides()
    try FileManager.default.removeItem(atPath: scratch.path("b.partial"))
    guard case .run(_, nil) = try openWithBesides(resume: true) else { throw CancellationError() }
  }

  @Test func anAbandonedRunLeavesWhatWasThere() throws {
    try scratch.file("out", "of last night")
    try scratch.file("rejects", "of last night too")
    let run = try open().run
    try run.output.write(bytes("one\n"))
    try run.record(position(1))
    try run.abandon()
    #expect(scratch.names == ["out", "rejects"])
    #expect(scratch.text("out") == "of last night" && scratch.text("rejects") == "of last night too")
    #expect(try open(resume: true).from == nil)
  }

  @Test func bytesThatNeverReachedTheDiskAreNoJournal() throws {
    try Data(count: 300).write(to: URL(fileURLWithPath: scratch.path("out.journal")))
    #expect(try open(resume: true).from == nil)
  }

  @Test(arguments: ["\\relax", "{}", "bertrun-jour nal"])
  func aFileThatIsNoJournalIsLeftAlone(text: String) throws {
    try scratch.file("out.journal", text)
    for resume in [false, true] {
      #expect(throws: JournalError.notAJournal(path: scratch.path("out.journal"))) {
        try open(resume: resume)
      }
    }
    #expect(scratch.text("out.journal") == text)
  }

  @Test func aJournalOfAnotherVersionIsRefused() throws {
    try scratch.file("out.journal", "bertrun-journal 3 0123456789abcdef\n")
    #expect(throws: JournalError.unknownJournalVersion(path: scratch.path("out.journal"), version: "3")) {
      try open(resume: true)
    }
    #expect(try open(resume: false).from == nil)
  }

  @Test func aPartialFileThatIsTooShortGivesTheLastPositionThatFits() throws {
    try interruptedRun()
    try scratch.file("out.partial", "one\nt")
    #expect(try open(resume: true).from?.records == 1)
    try scratch.file("out.partial", "on")
    #expect(try open(resume: true).from == nil)
  }

  @Test func streamsHaveNoJournal() throws {
    let opening = try JournalledOutput.open(
      "/dev/null", rejects: scratch.path("rejects"), binding: settings, resume: false)
    guard case .run(let run, nil) = opening else {
      Issue.record("no run")
      return
    }
    #expect(!run.isJournaled)
    try run.output.write(bytes("x"))
    try run.rejects?.write(bytes("bad\n"))
    try run.record(position(1))
    try run.finish(position(1))
    #expect(scratch.names == ["rejects"])
    for path in ["/dev/null", nil] {
      #expect(throws: JournalError.notResumable(path: path ?? "")) {
        _ = try JournalledOutput.open(path, rejects: nil, binding: settings, resume: true)
      }
    }
  }
}
