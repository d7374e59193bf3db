import Files
import Foundation
import Journal
import TestSupport
import Testing

@Suite struct InputFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  func readAll(_ file: InputFile, chunk: Int = 5) throws -> String {
    var bytes: [UInt8] = []
    while try file.read(into: &bytes, upTo: chunk) > 0 {}
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aFileIsReadInChunks() throws {
    try scratch.file("in", "hello, wide world")
    let file = try InputFile.open(scratch.path("in"))
    #expect(try readAll(file) == "hello, wide world")
    #expect(file.offset == 17)
    #expect(file.size == 17)
    try file.seek(to: 12)
    #expect(try readAll(file) == "world")
    #expect(try file.change() == nil)
  }

  @Test func aMissingFileSaysSo() throws {
    #expect {
      try InputFile.open(scratch.path("none"))
    } throws: { error in
      guard case JournalError.file(let file) = error else { return false }
      return file.isMissing && file.operation == .open && file.path == scratch.path("none")
        && file.reason == "no such file or directory"
    }
    #expect(throws: JournalError.self) { try InputFile.open(scratch.path("none") + "/under") }
    #expect(try InputFile.contents(of: scratch.path("none")) == nil)
  }

  @Test func aFolderCannotBeRead() throws {
    let file = try InputFile.open(scratch.path)
    var bytes: [UInt8] = []
    #expect {
      _ = try file.read(into: &bytes, upTo: 10)
    } throws: { error in
      error as? JournalError == .file(FileError(path: scratch.path, operation: .read, code: EISDIR))
    }
    #expect(bytes.isEmpty)
  }

  @Test func whatIsAddedWhileReadingIsLeftAndTold() throws {
    try scratch.file("in", "one\ntwo\n")
    let file = try InputFile.open(scratch.path("in"))
    try scratch.append("in", "three\n")
    #expect(try readAll(file) == "one\ntwo\n")
    #expect(try file.change() == .grew(from: 8, to: 14))
  }

  @Test func whatIsTakenAwayIsTold() throws {
    try scratch.file("in", "one\ntwo\n")
    let file = try InputFile.open(scratch.path("in"))
    #expect(truncate(scratch.path("in"), 3) == 0)
    #expect(try readAll(file) == "one")
    #expect(try file.change() == .shrank(from: 8, to: 3))
  }

  @Test func writingInPlaceAndReplacingAreTold() throws {
    try scratch.file("in", "one\ntwo\n")
    var file = try InputFile.open(scratch.path("in"))
    Thread.sleep(forTimeInterval: 0.02)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path("in")))
    try handle.write(contentsOf: Data("ONE".utf8))
    try handle.close()
    #expect(try file.change() == .rewritten)

    file = try InputFile.open(scratch.path("in"))
    try scratch.file("other", "one\ntwo\n")
    #expect(rename(scratch.path("other"), scratch.path("in")) == 0)
    #expect(try readAll(file) == "ONE\ntwo\n")
    #expect(try file.change() == .replaced)
    try FileManager.default.removeItem(atPath: scratch.path("in"))
    #expect(try file.change() == .replaced)
  }

  @Test func theIdentityIsOfSizeTimeAndBeginning() throws {
    let start = String(repeating: "x", count: 1 << 16)
    try scratch.file("a", start + "tail")
    try scratch.file("b", start + "tale")
    let one = try #require(try InputFile.open(scratch.path("a")).identity)
    let other = try #require(try InputFile.open(scratch.path("b")).identity)
    #expect(one.size == 65540 && one.beginning == other.beginning)
    #expect(one.beginning == Fingerprint(of: Array(start.utf8)))
    #expect(try InputFile.fingerprint(of: scratch.path("a")) != InputFile.fingerprint(of: scratch.path("b")))
    #expect(try InputFile.fingerprint(of: scratch.path("a")) == Fingerprint(of: Array((start + "tail").utf8)))
  }

  @Test func aPipeIsReadAsItComes() throws {
    let path = scratch.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    Thread.detachNewThread {
      let handle = FileHandle(forWritingAtPath: path)
      try? handle?.write(contentsOf: Data("first".utf8))
      Thread.sleep(forTimeInterval: 0.1)
      try? handle?.write(contentsOf: Data("second".utf8))
      try? handle?.close()
    }
    let file = try InputFile.open(path)
    #expect(file.identity == nil && file.size == nil)
    var bytes: [UInt8] = []
    #expect(try file.read(into: &bytes, upTo: 100) == 5)
    #expect(try readAll(file) == "second")
    #expect(try file.change() == nil)
    #expect(throws: JournalError.self) { try file.seek(to: 0) }
  }

  @Test func theKernelsFilesAreReadThoughTheySayThatTheyAreEmpty() throws {
    let file = try InputFile.open("/proc/self/status")
    #expect(try readAll(file, chunk: 100).contains("Name:"))
    #expect(try file.change() == nil)
  }
}
