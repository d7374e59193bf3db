import Foundation
import TestSupport
import Testing

/// What a run never overwrites: its inputs, and rejects that someone has begun to mend.
@Suite struct KeptFilesTests {
  private let scratch: Scratch
  private static let text = #"{"text":"It rained."}"# + "\n[]\n"

  init() throws {
    scratch = try Scratch()
    try scratch.file("in.jsonl", Self.text)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("soft.jsonl"), withDestinationPath: "in.jsonl")
    try FileManager.default.linkItem(atPath: scratch.path("in.jsonl"), toPath: scratch.path("hard.jsonl"))
  }

  private func run(_ arguments: String..., input: String = "") throws -> Binary.Outcome {
    try Binary.run(arguments, input: Array(input.utf8), in: scratch.folder)
  }

  @Test(arguments: [
    ["tag", "in.jsonl", "-o", "in.jsonl"], ["tag", "in.jsonl", "-o", "./in.jsonl"],
    ["tag", "in.jsonl", "-o", "soft.jsonl"], ["tag", "soft.jsonl", "-o", "hard.jsonl"],
    ["tag", "in.jsonl", "--output-dir", "."], ["tag", "in.jsonl", "-o", "out", "--rejects", "hard.jsonl"],
    ["tag", "in.jsonl", "-o", "out", "--stats", "soft.jsonl"],
    ["tag", "in.jsonl", "-o", "out", "--metrics", "in.jsonl"], ["tokenize", "in.jsonl", "-o", "hard.jsonl"],
    ["eval", "tag", "in.jsonl", "--stats", "in.jsonl"],
  ])
  func anOutputThatIsAnInputIsRefused(arguments: [String]) throws {
    let run = try Binary.run(arguments, input: [], in: scratch.folder)
    #expect(run.status == 64)
    #expect(run.errors.contains("which is overwritten then; give another file\n"))
    #expect(scratch.text("in.jsonl") == Self.text)
    #expect(scratch.names == ["hard.jsonl", "in.jsonl", "soft.jsonl"])
  }

  @Test func whatLiesUnderAnOutputsPartialNameIsNoInput() throws {
    try scratch.file("out.partial", Self.text)
    try scratch.file("out.journal", Self.text)
    for name in ["out.partial", "out.journal"] {
      #expect(try run("tag", name, "--format", "jsonl", "-o", "out").status == 64)
      #expect(scratch.text(name) == Self.text)
    }
  }

  @Test func standardStreamsAreFilesToo() throws {
    let program = Shell.quoted(Binary.executable.path)
    let folder = Shell.quoted(scratch.folder.path)
    let append = try Shell.run("cd \(folder) && \(program) tag in.jsonl >> in.jsonl")
    #expect(append.status == 64 && append.errors.contains("standard output is the input 'in.jsonl'"))
    let read = try Shell.run("cd \(folder) && \(program) tag -o hard.jsonl < in.jsonl")
    #expect(read.status == 64 && read.errors.contains("'hard.jsonl' is the input on standard input"))
    #expect(scratch.text("in.jsonl") == Self.text)
  }

  @Test func rejectsThatWereMendedStay() throws {
    #expect(try run("tag", "in.jsonl", "-o", "out.jsonl", "--quiet").status == 65)
    let first = try #require(scratch.text("out.jsonl.rejects"))
    // Unchanged since the run: replaced.
    #expect(try run("tag", "in.jsonl", "-o", "out.jsonl", "--quiet").status == 65)
    #expect(scratch.text("out.jsonl.rejects") == first && scratch.text("out.jsonl.rejects.2") == nil)
    Thread.sleep(forTimeInterval: 0.02)
    try scratch.append("out.jsonl.rejects", "mended\n")
    for _ in 0..<2 {
      let run = try run("tag", "in.jsonl", "-o", "out.jsonl", "--quiet")
      #expect(run.errors.contains("; see out.jsonl.rejects.2\n"))
      #expect(scratch.text("out.jsonl.rejects") == first + "mended\n")
      #expect(scratch.text("out.jsonl.rejects.2") == first && scratch.text("out.jsonl.rejects.3") == nil)
    }
    _ = try run("tag", "in.jsonl", "-o", "out.jsonl", "--quiet", "--replace-rejects")
    #expect(scratch.text("out.jsonl.rejects") == first)
    // A file that no run of this output wrote.
    try scratch.file("notes", "mine")
    _ = try run("tag", "in.jsonl", "-o", "other.jsonl", "--rejects", "notes", "--quiet")
    #expect(scratch.text("notes") == "mine" && scratch.text("notes.2") == first)
  }

  @Test(arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
  func aDescriptorIsWrittenAtItsPlace(output: String) throws {
    let program = Shell.quoted(Binary.executable.path)
    let run = try Shell.run(
      "cd \(Shell.quoted(scratch.folder.path)) && { echo head; \(program) tag in.jsonl --quiet -o \(output); echo tail; } > all"
    )
    #expect(run.status == 0)
    let lines = try #require(scratch.text("all")).split(separator: "\n")
    #expect(lines.count == 3 && lines.first == "head" && lines.last == "tail")
    #expect(scratch.names == ["all", "hard.jsonl", "in.jsonl", "soft.jsonl"])
  }

  @Test func devicesAndPipesHaveNothingBesideThem() throws {
    #expect(try run("tag", "in.jsonl", "-o", "/dev/null", "--quiet").status == 65)
    for suffix in ["partial", "journal", "rejects"] {
      #expect(!FileManager.default.fileExists(atPath: "/dev/null.\(suffix)"))
    }
    #expect(try run("tag", "in.jsonl", "-o", "/dev/full", "--quiet").status == 74)
    let fifo = try Shell.run(
      "cd \(Shell.quoted(scratch.folder.path)) && mkfifo pipe && { cat pipe > got & } && "
        + "\(Shell.quoted(Binary.executable.path)) tag in.jsonl --quiet -o pipe; wait")
    #expect(fifo.errors.contains("1 of 2 records rejected"))
    #expect(scratch.text("got")?.contains(#""tag":"#) == true)
    #expect(scratch.names == ["got", "hard.jsonl", "in.jsonl", "pipe", "soft.jsonl"])
  }

  @Test func missingFoldersAreMade() throws {
    let run = try run(
      "tag", "in.jsonl", "-o", "a/b/out.jsonl", "--stats", "c/stats.json", "--rejects", "d/e/r", "--quiet")
    #expect(run.status == 65)
    #expect(scratch.text("a/b/out.jsonl") != nil && scratch.text("c/stats.json") != nil)
    #expect(scratch.text("d/e/r") != nil)
    #expect(try self.run("tag", "in.jsonl", "-o", "in.jsonl/x").status == 74)
  }
}
