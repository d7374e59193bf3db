import Foundation
import TestSupport
import Testing

/// Outputs that are whole or not there, and runs that are taken up again.
@Suite struct ResumeTests {
  private static func lines(_ count: Int) -> String {
    (0..<count).map { #"{"id":\#($0),"text":"Train \#($0) leaves Lisbon at half past nine."}"# }
      .joined(separator: "\n") + "\n"
  }

  @Test func aFinishedOutputIsLeftAlone() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", Self.lines(5))
    let output = scratch.folder.appendingPathComponent("out.jsonl").path
    #expect(try Binary.run("tag", input.path, "-o", output, "--resume").status == 0)
    let first = scratch.text("out.jsonl")
    let again = try Binary.run("tag", input.path, "-o", output, "--resume")
    #expect(again.status == 0)
    #expect(again.errors.contains("done already, nothing changed since"))
    #expect(scratch.text("out.jsonl") == first)
    #expect(scratch.text("out.jsonl.partial") == nil)
  }

  @Test func anotherInputOrSettingIsRefused() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", Self.lines(3))
    let output = scratch.folder.appendingPathComponent("out.jsonl").path
    #expect(try Binary.run("tag", input.path, "-o", output).status == 0)
    let other = try Binary.run("tag", "--logits", input.path, "-o", output, "--resume")
    #expect(other.status == 78)
    #expect(other.errors.contains("this journal belongs to another run: 'settings' was"))
    _ = try scratch.file("in.jsonl", Self.lines(4))
    #expect(try Binary.run("tag", input.path, "-o", output, "--resume").status == 78)
  }

  @Test func severalInputsGoToOneFileOrToAFolder() throws {
    let scratch = try Scratch()
    let first = try scratch.file("a.jsonl", Self.lines(2))
    let second = try scratch.file("b.jsonl", Self.lines(3))
    let joined = try Binary.run("tag", first.path, second.path)
    #expect(joined.lines.count == 5)
    let folder = scratch.folder.appendingPathComponent("out")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(try Binary.run("tag", first.path, second.path, "--output-dir", folder.path).status == 0)
    #expect(scratch.text("out/a.jsonl")?.split(separator: "\n").count == 2)
    #expect(scratch.text("out/b.jsonl")?.split(separator: "\n").count == 3)
  }

  @Test func readingGoesOnAtTheJournalsByte() throws {
    let scratch = try Scratch()
    let text = Self.lines(6000)
    let input = try scratch.file("in.jsonl", text)
    let whole = try Binary.run("tag", "--quiet", input.path)
    let output = scratch.folder.appendingPathComponent("out.jsonl").path
    let run = try StartedRun("tag", "--quiet", input.path, "-o", output)
    guard run.wait(until: { scratch.text("out.jsonl.journal")?.contains("\nat ") == true }) else { return }
    run.send(SIGKILL)
    _ = try run.end()
    guard scratch.text("out.jsonl") == nil else { return }
    let journal = try #require(scratch.text("out.jsonl.journal")).split(separator: "\n")
    let position = try #require(journal.last { $0.hasPrefix("at ") }).split(separator: " ")
    let offset = try #require(Int(position[2]))
    #expect(Int(position[3]) == Array(text.utf8)[..<offset].count { $0 == 0x0A })

    // What was done already is made unreadable, beyond the beginning that the journal knows, in a way that also
    // counts as one line; size and time stay.
    var bytes = Array(text.utf8)
    guard offset > 1 << 16 else { return }
    let start = try #require(bytes[(1 << 16)...].firstIndex(of: 0x0A)) + 1
    for place in start..<max(start, offset - 1) { bytes[place] = 0x78 }
    var status = stat()
    guard stat(input.path, &status) == 0 else { throw CancellationError() }
    let file = try FileHandle(forWritingTo: input)
    try file.write(contentsOf: Data(bytes))
    try file.close()
    guard utimensat(AT_FDCWD, input.path, [status.st_mtim, status.st_mtim], 0) == 0 else {
      throw CancellationError()
    }

    #expect(try Binary.run("tag", "--quiet", input.path, "-o", output, "--resume").status == 0)
    #expect(scratch.bytes("out.jsonl") == whole.output)
  }

  @Test func anInterruptedRunGoesOnToTheSameBytes() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", Self.lines(6000))
    let whole = scratch.folder.appendingPathComponent("whole.jsonl").path
    let broken = scratch.folder.appendingPathComponent("broken.jsonl").path
    let plain = try Binary.run("tag", input.path, "-o", whole)
    #expect(plain.status == 0)
    let killed = try Binary.killed(after: 1.3, ["tag", input.path, "-o", broken])
    let wasKilled = killed && scratch.text("broken.jsonl") == nil
    #expect(try Binary.run("tag", input.path, "-o", broken, "--resume").status == 0)
    #expect(scratch.text("broken.jsonl") == scratch.text("whole.jsonl"))
    if !wasKilled { print("the run was over before it was killed") }
  }
}
