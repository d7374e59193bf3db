import Foundation
import TestSupport
import Testing

/// Runs that are asked to end.
@Suite struct SignalTests {
  private static let text = (0..<100_000).map {
    #"{"id":\#($0),"text":"Train \#($0) leaves Lisbon at half past nine."}"# + "\n"
  }.joined()

  @Test(arguments: [SIGINT, SIGTERM])
  func aRunThatIsAskedToEndLeavesAJournalAndDiesOfTheSignal(signal: Int32) throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", Self.text)
    let output = scratch.folder.appendingPathComponent("out.jsonl").path
    let run = try StartedRun("tag", "--quiet", input.path, "-o", output)
    #expect(run.wait { scratch.text("out.jsonl.journal")?.contains("\nat ") == true })
    run.send(signal)
    let (status, isSignal, errors) = try run.end()
    #expect(isSignal && status == signal)
    #expect(errors.hasPrefix("bertrun: interrupted after ") && errors.hasSuffix("; continue with --resume\n"))
    #expect(errors.split(separator: "\n").count == 1)
    #expect(scratch.text("out.jsonl") == nil)

    // The journal tells of all that the run has written.
    let journal = try #require(scratch.text("out.jsonl.journal"))
    let words = try #require(journal.split(separator: "\n").last).split(separator: " ")
    let partial = try #require(scratch.bytes("out.jsonl.partial"))
    #expect(words[0] == "at" && Int(words[4]) == partial.count && partial.last == 0x0A)
    #expect(Int(words[3]) == partial.count { $0 == 0x0A })
    // And of the byte of the input to go on at.
    let read = Int(words[2]) ?? 0
    #expect(Array(Self.text.utf8)[..<read].count { $0 == 0x0A } == Int(words[3]))
    #expect(errors.contains("after \(words[3]) record"))
  }

  @Test func aRunThatWaitsForItsInputEndsAtOnce() throws {
    let run = try StartedRun("tag")
    try run.input.write(contentsOf: Data("{\"text\":\"Where?\"}\n".utf8))
    #expect(try run.output.read(upToCount: 1)?.isEmpty == false)
    run.send(SIGTERM)
    let (status, isSignal, errors) = try run.end()
    #expect(isSignal && status == SIGTERM)
    #expect(errors == "bertrun: interrupted after 1 record\n")
  }

  @Test func aSecondSignalEndsARunThatCannotEndItself() throws {
    let scratch = try Scratch()
    // Nobody reads the output: the run stands still inside a write.
    let blanks = [UInt8](repeating: 0x20, count: 1 << 20) + [0x0A]
    let input = try scratch.file("in.jsonl", Array(repeatElement(blanks, count: 4).joined()))
    let run = try StartedRun("tag", input.path)
    #expect(try run.output.read(upToCount: 1)?.isEmpty == false)
    run.send(SIGTERM)
    Thread.sleep(forTimeInterval: 0.1)
    run.send(SIGTERM)
    let (status, isSignal, _) = try run.end()
    #expect(isSignal && status == SIGTERM)
  }
}
