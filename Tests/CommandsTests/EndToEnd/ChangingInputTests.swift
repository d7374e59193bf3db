import Foundation
import TestSupport
import Testing

/// Inputs to which something happens while they are read.
@Suite struct ChangingInputTests {
  /// Blank lines of a megabyte pass through as they are, and a pipe holds a few of them at most: a run over this stands
  /// still somewhere in the middle until its output is read.
  private static let lines = 24
  private static let line = [UInt8](repeating: 0x20, count: (1 << 20) - 1) + [0x0A]

  /// Runs over a file, does something to it once it is open and being read, and reads the output to its end.
  private func run(
    then change: (URL) throws -> Void
  ) throws -> (status: Int32, count: Int, errors: String, input: String) {
    let scratch = try Scratch()
    let input = try scratch.file("in.jsonl", Array(repeatElement(Self.line, count: Self.lines).joined()))
    let run = try StartedRun("tag", "--quiet", input.path)
    let first = try run.output.read(upToCount: 1)
    #expect(first?.count == 1)
    try change(input)
    var count = 1
    while let more = try run.output.read(upToCount: 1 << 20), !more.isEmpty { count += more.count }
    let (status, isSignal, errors) = try run.end()
    #expect(!isSignal)
    return (status, count, errors, input.path)
  }

  @Test func ofOneThatGrowsWhatWasThereIsDoneAndTheRestIsTold() throws {
    let (status, count, errors, input) = try run { input in
      let file = try FileHandle(forWritingTo: input)
      try file.seekToEnd()
      try file.write(contentsOf: Data("{\"text\":\"Late.\"}\n".utf8))
      try file.close()
    }
    #expect(status == 65 && count == Self.lines << 20)
    #expect(
      errors == """
        bertrun: \(input): grew from \(Self.lines << 20) to \(Self.lines << 20 + 17) bytes while it was read; what \
        was added is not in the output, run it again

        """)
  }

  @Test func oneThatVanishesIsReadToItsEnd() throws {
    let (status, count, errors, input) = try run { try FileManager.default.removeItem(at: $0) }
    #expect(status == 0 && count == Self.lines << 20)
    #expect(
      errors == """
        bertrun: \(input): another file, or none, has this name now; the one that was opened was read to its end

        """)
  }

  @Test func oneThatShrinksIsAFault() throws {
    let (status, _, errors, input) = try run { input in
      let file = try FileHandle(forWritingTo: input)
      try file.truncate(atOffset: 10)
      try file.close()
    }
    #expect(status == 74)
    #expect(
      errors.hasSuffix(
        "bertrun: \(input): shrank from \(Self.lines << 20) to 10 bytes while it was read, run it again\n"))
  }

  @Test func oneThatIsWrittenToIsTold() throws {
    let (status, count, errors, input) = try run { input in
      let file = try FileHandle(forWritingTo: input)
      try file.write(contentsOf: Data("\t".utf8))
      try file.close()
    }
    #expect(status == 65 && count == Self.lines << 20)
    #expect(
      errors == """
        bertrun: \(input): was written to while it was read; the output may mix two versions of it, run it again

        """)
  }
}
