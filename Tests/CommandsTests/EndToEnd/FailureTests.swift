import Foundation
import TestSupport
import Testing

/// What a user is told, and what the status says, when things go wrong.
@Suite struct FailureTests {
  private let bad = """
    {"id":1,"text":"Good."}
    {"id":2,"text":
    {"id":3,"words":"none"}
    [1]
    {"id":5,"text":"Also good.","tag":1}
    {"id":6,"text":7}
    {"id":7,"text":"Fine."}

    """

  @Test func badRecordsAreSetAsideAndTheRestIsDone() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", bad)
    let output = scratch.folder.appendingPathComponent("out.jsonl").path
    let run = try Binary.run("tag", input.path, "-o", output)
    #expect(run.status == 65)
    let lines = try #require(scratch.text("out.jsonl")).split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains(#""id":1"#) && lines[1].contains(#""id":7"#))
    let rejects = try #require(scratch.text("out.jsonl.rejects")).split(separator: "\n")
    let codes = rejects.map { line in line.split(separator: #""code":""#)[1].split(separator: "\"")[0] }
    #expect(codes == ["json", "missing-key", "not-object", "key-exists", "wrong-type"])
    #expect(rejects[0].contains(#""line":2"#) && rejects[1].contains(#""line":3"#))
    #expect(run.errors.contains("5 rejects"))
  }

  @Test func mendedRejectsCompleteTheSet() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", bad)
    let rejects = scratch.folder.appendingPathComponent("r.jsonl").path
    _ = try Binary.run("tag", input.path, "--rejects", rejects)
    let mended = try #require(scratch.text("r.jsonl")).replacing(
      #""raw":"{\"id\":3,\"words\":"#, with: #""raw":"{\"id\":3,\"text\":"#)
    let again = try Binary.run("tag", "--replace", input: mended)
    #expect(again.status == 65)
    #expect(again.lines.count == 2)
    #expect(again.lines.contains { $0.hasPrefix(#"{"id":3,"text":"none","tag":["#) })
  }

  @Test func stopEndsAtTheFirstBadRecord() throws {
    let scratch = try Scratch()
    let output = scratch.folder.appendingPathComponent("out.jsonl").path
    let input = try scratch.file("in.jsonl", bad)
    let run = try Binary.run("tag", "--on-error", "stop", input.path, "-o", output)
    #expect(run.status == 65)
    #expect(scratch.text("out.jsonl") == nil)
    #expect(
      run.errors.contains(
        "in.jsonl:2:16: not valid JSON: expected a value, found the end; stopped, as --on-error stop asks"))
  }

  @Test func everyFaultHasItsStatus() throws {
    let scratch = try Scratch()
    #expect(try Binary.run("tag", "no-such-file.jsonl").status == 66)
    #expect(try Binary.run("tag", "--frobnicate").status == 64)
    #expect(try Binary.run("tag", "-m", "no-such-model", input: "{}").status == 78)
    #expect(try Binary.run("tag", "-o", "/proc/none/x", input: "{}").status == 73)
    #expect(try Binary.run("tag", "--resume", input: "{}").status == 64)
    #expect(try Binary.run("tag", "--window", "4096", input: "{}").status == 64)
    #expect(
      try Binary.run("qa", "-m", Binary.root.appendingPathComponent("tasks/tag").path, input: "{}").status
        == 78)
    _ = scratch
  }

  @Test(arguments: [
    (
      "in.xml", "<data><record><text>Fine.</text></record>\n<record></data>",
      "in.xml:2:16: not well-formed XML: opening and ending tag mismatch: record line 2 and data"
    ),
    (
      "in.xml", "<data><record><text>Fine.</text></record>\n<record>",
      "in.xml:2:9: the document ends inside of element 'record', is the file cut off?"
    ),
    (
      "in.json", #"{"data":[{"paragraphs":[{"context":"Ana came.","qas":[{"id":"1","question":"Who?"}]},"#,
      "in.json:1:86: not valid JSON: expected a value, found the end"
    ),
  ])
  func halfOfAnInputIsNoOutput(name: String, content: String, message: String) throws {
    let scratch = try Scratch()
    let input = try scratch.file(name, content)
    let output = try scratch.file("out", "of a better day")
    let command = name == "in.json" ? "qa" : "tag"
    let run = try Binary.run(command, input.path, "-o", output.path)
    #expect(run.status == 65)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(scratch.text("out") == "of a better day")
    // Again to the same end, and what is mended later is written.
    let again = try Binary.run(command, input.path, "-o", output.path, "--resume")
    #expect(again.status == 65)
    #expect(again.errors.contains(message))
    #expect(scratch.text("out") == "of a better day")
    _ = try scratch.file(
      name,
      name == "in.json"
        ? #"{"data":[{"paragraphs":[]}]}"# : "<data><record><text>Fine.</text></record></data>")
    #expect(try Binary.run(command, input.path, "-o", output.path).status == 0)
    let mended = try #require(scratch.text("out"))
    #expect(mended.hasPrefix(name == "in.json" ? "{\n" : "<data><record><text><w pos=\""))
    #expect(mended.hasSuffix(name == "in.json" ? "\n}\n" : "</pc></text></record></data>"))
    #expect(scratch.text("out.partial") == nil)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"))
  func aFullDiskIsTold() throws {
    let run = try Binary.run("tag", "-o", "/dev/full", input: #"{"text":"Where?"}"#)
    #expect(run.status == 74)
    #expect(run.errors.contains("/dev/full: cannot write: no space left on device"))
  }

  @Test func anUnknownInstructionSetIsRefused() throws {
    let run = try Binary.run("tag", input: "{}", environment: ["BERTRUN_ISA": "avx9"])
    #expect(run.status == 64)
    #expect(run.errors.contains("BERTRUN_ISA is 'avx9', expected 'plain', 'avx2' or 'avx512'"))
  }
}
