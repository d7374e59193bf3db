import Foundation
import TestSupport
import Testing

/// Files that cannot be read or written, and runs that are in each other's way.
@Suite struct FileFaultTests {
  private static let record = "{\"text\":\"Where?\"}\n"

  @Test func withoutItsInputAnOutputStaysAsItWas() throws {
    let scratch = try Scratch()
    _ = try scratch.file("out.jsonl", "of last night\n")
    let run = try Binary.run("tag", "--quiet", "gone.jsonl", "-o", "out.jsonl", in: scratch.folder)
    #expect(run.status == 66)
    #expect(
      run.errors == """
        bertrun: gone.jsonl: cannot open: no such file or directory
        bertrun: out.jsonl: not written, none of its inputs could be read to the end

        """)
    #expect(scratch.text("out.jsonl") == "of last night\n")
    #expect(scratch.names == ["out.jsonl"])
  }

  @Test func aDocumentThatBreaksOffLeavesNoHalfOutput() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in.xml", "<corpus><record><text>One.</text></record><record>")
    let run = try Binary.run("tag", "--quiet", "in.xml", "-o", "out.xml", in: scratch.folder)
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("bertrun: in.xml:1:"))
    #expect(scratch.names == ["in.xml"])
  }

  @Test func oneInputOfSeveralThatIsGoneLeavesTheOthers() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.jsonl", Self.record)
    _ = try scratch.file("b.jsonl", Self.record)
    let run = try Binary.run(
      "tag", "--quiet", "a.jsonl", "gone.jsonl", "b.jsonl", "-o", "out.jsonl", in: scratch.folder)
    #expect(run.status == 66)
    #expect(scratch.text("out.jsonl")?.split(separator: "\n").count == 2)
    // Whoever asks again hears the same.
    let again = try Binary.run(
      "tag", "--quiet", "a.jsonl", "gone.jsonl", "b.jsonl", "-o", "out.jsonl", "--resume", in: scratch.folder)
    #expect(again.status == 66)
  }

  @Test func aFinishedRunWithRejectsSaysSoAgain() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in.jsonl", Self.record + "{}\n")
    for _ in 0..<2 {
      let run = try Binary.run("tag", "in.jsonl", "-o", "out.jsonl", "--resume", in: scratch.folder)
      #expect(run.status == 65)
    }
    #expect(scratch.text("out.jsonl.rejects")?.contains("missing-key") == true)
  }

  @Test func aSecondRunIsRefused() throws {
    let scratch = try Scratch()
    let output = scratch.folder.appendingPathComponent("out.jsonl")
    let first = try StartedRun("tag", "-", "-o", output.path)
    #expect(first.wait { scratch.text("out.jsonl.partial") != nil })
    let second = try Binary.run("tag", "-o", output.path, input: Self.record)
    #expect(second.status == 75)
    #expect(
      second.errors == """
        bertrun: \(output.path).journal: another run (process \(first.number)) writes this output, wait for it or \
        name another output

        """)
    try first.input.write(contentsOf: Data(Self.record.utf8))
    try first.input.close()
    #expect(try first.end().status == 0)
    #expect(scratch.text("out.jsonl")?.hasPrefix("{\"text\":\"Where?\",\"tag\":[") == true)
  }

  @Test func aClosedPipeEndsARunWithoutAWord() throws {
    let run = try StartedRun("tag", readsOutput: false)
    try run.input.write(contentsOf: Data(Self.record.utf8))
    try? run.input.close()
    let (status, isSignal, errors) = try run.end()
    #expect(isSignal && status == SIGPIPE)
    #expect(errors == "")
  }

  @Test func aNamedPipeIsReadOnceAndNotResumed() throws {
    let scratch = try Scratch()
    let pipe = scratch.folder.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    let refused = try Binary.run("tag", pipe, "-o", "out.jsonl", "--resume", in: scratch.folder)
    #expect(refused.status == 64)
    let line =
      "(printf '%s' \(Shell.quoted(Self.record)); sleep 0.2; printf '%s' \(Shell.quoted(Self.record))) > pipe"
    let run = try Shell.run(
      "cd \(Shell.quoted(scratch.folder.path)) && \(line) & cd \(Shell.quoted(scratch.folder.path)) && "
        + "exec \(Shell.quoted(Binary.executable.path)) tag --quiet --format jsonl pipe -o out.jsonl")
    #expect(run.status == 0 && run.errors == "")
    #expect(scratch.text("out.jsonl")?.split(separator: "\n").count == 2)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"))
  func aFullStandardOutputIsTold() throws {
    let run = try Shell.run("exec \(Shell.quoted(Binary.executable.path)) tag >/dev/full", input: Self.record)
    #expect(run.status == 74)
    #expect(run.errors == "bertrun: standard output: cannot write: no space left on device\n")
  }

  @Test(.enabled(if: Shell.canMount, "needs the right to mount a file system"))
  func aFullDiskIsToldAndTheRunIsTakenUpAgain() throws {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", String(repeating: Self.record, count: 20_000))
    let disk = scratch.folder.appendingPathComponent("disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    #expect(try Shell.run("mount -t tmpfs -o size=1m none \(Shell.quoted(disk.path))").status == 0)
    defer { _ = try? Shell.run("umount \(Shell.quoted(disk.path))") }
    let output = disk.appendingPathComponent("out.jsonl").path
    let run = try Binary.run("tag", "--quiet", input.path, "-o", output)
    #expect(run.status == 74)
    #expect(run.errors == "bertrun: \(output).partial: cannot write: no space left on device\n")
    #expect(scratch.text("disk/out.jsonl") == nil)

    #expect(try Shell.run("mount -o remount,size=64m \(Shell.quoted(disk.path))").status == 0)
    #expect(try Binary.run("tag", "--quiet", input.path, "-o", output, "--resume").status == 0)
    #expect(scratch.text("disk/out.jsonl")?.utf8.count { $0 == 0x0A } == 20_000)
  }

  @Test(.enabled(if: Shell.asAnother != nil, "needs another user who may run the tests' programs"))
  func aReadOnlyFolderIsTold() throws {
    let scratch = try Scratch()
    #expect(chmod(scratch.folder.path, 0o555) == 0)
    defer { chmod(scratch.folder.path, 0o755) }
    let output = scratch.folder.appendingPathComponent("out.jsonl").path
    let run = try Shell.run(
      "\(Shell.asAnother ?? "") \(Shell.quoted(Binary.executable.path)) tag -o \(Shell.quoted(output))",
      input: Self.record)
    #expect(run.status == 73)
    #expect(run.errors == "bertrun: \(output).journal: cannot create: permission denied\n")
  }
}
