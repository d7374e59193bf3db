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
    #expect(other.errors.contains("this journal belongs to another run: '--logits' was 'absent', is 'yes'"))
    _ = try scratch.file("in.jsonl", Self.lines(4))
    #expect(try Binary.run("tag", input.path, "-o", output, "--resume").status == 78)
  }

  /// A run that is done would not write a file that was not asked of it.
  @Test func anotherFileBesideTheOutputIsRefused() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", #"{"id":1,"question":"Who?","context":"Ana came."}"# + "\n")
    let run = ["qa", input.path, "-o", scratch.path("out.jsonl"), "--top-k", "20"]
    #expect(try Binary.run(run, input: []).status == 0)
    for flag in ["--nbest", "--null-odds"] {
      let other = try Binary.run(run + [flag, scratch.path("b.json"), "--resume"], input: [])
      #expect(other.status == 78 && other.errors.contains("'\(flag)' was 'absent'"), "\(other.errors)")
    }
    #expect(try Binary.run(run + ["--resume"], input: []).status == 0)
  }

  @Test func tokensOfAnotherTokenizerAreRefused() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", Self.lines(3))
    try scratch.file("model/config.json", #"{"model_type":"bert"}"#)
    try scratch.file("model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n")
    let run = [
      "tokenize", "-m", scratch.path("model"), input.path, "-o", scratch.path("out.jsonl"), "--resume",
    ]
    #expect(try Binary.run(run, input: []).status == 0)
    #expect(try Binary.run(run, input: []).status == 0)
    try scratch.file("model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nb\nc\n")
    let other = try Binary.run(run, input: [])
    #expect(other.status == 78 && other.errors.contains("'tokenizer' was"), "\(other.errors)")
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
    let (input, output) = (scratch.path("in.jsonl"), scratch.path("out.jsonl"))
    let run = ["tag", "--quiet", input, "-o", output]
    let (text, offset) = try StartedRun.killed(run, in: scratch, output: "out.jsonl", beyond: 80_000)
    let journal = try #require(scratch.text("out.jsonl.journal")).split(separator: "\n")
    let position = try #require(journal.last { $0.hasPrefix("at ") }).split(separator: " ")
    #expect(Int(position[3]) == Array(text.utf8)[..<offset].count { $0 == 0x0A })
    let whole = try Binary.run("tag", "--quiet", input)

    // What was done already is made unreadable, beyond the beginning that the journal knows, in a way that also
    // counts as one line; size and time stay.
    var bytes = Array(text.utf8)
    let start = try #require(bytes[(1 << 16)...].firstIndex(of: 0x0A)) + 1
    try #require(start < offset - 1)
    for place in start..<offset - 1 { bytes[place] = 0x78 }
    var status = stat()
    try #require(stat(input, &status) == 0)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: input))
    try file.write(contentsOf: Data(bytes))
    try file.close()
    try #require(utimensat(AT_FDCWD, input, [status.st_mtim, status.st_mtim], 0) == 0)

    #expect(try Binary.run(run + ["--resume"], input: []).status == 0)
    #expect(scratch.bytes("out.jsonl") == whole.output)
  }

  @Test func anInterruptedRunGoesOnToTheSameBytes() throws {
    let scratch = try Scratch()
    let run = ["tag", scratch.path("in.jsonl"), "-o", scratch.path("broken.jsonl")]
    _ = try StartedRun.killed(run, in: scratch, output: "broken.jsonl")
    #expect(try Binary.run(run + ["--resume"], input: []).status == 0)
    #expect(try Binary.run("tag", scratch.path("in.jsonl"), "-o", scratch.path("whole.jsonl")).status == 0)
    #expect(scratch.bytes("broken.jsonl") == scratch.bytes("whole.jsonl"))
    #expect(scratch.bytes("whole.jsonl")?.isEmpty == false)
  }
}
