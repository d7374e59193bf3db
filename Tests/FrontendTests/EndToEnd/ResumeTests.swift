import Foundation
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
