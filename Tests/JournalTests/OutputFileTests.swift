import Files
import Foundation
import Journal
import Synchronization
import TestSupport
import Testing

@Suite struct OutputFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func aFileAppearsWholeAtTheEnd() throws {
    let file = try OutputFile.create(scratch.path("out"))
    try file.write(bytes("one\n"))
    try file.sync()
    #expect(scratch.names == ["out.partial"])
    #expect(scratch.text("out.partial") == "one\n")
    try file.write(bytes("two\n"))
    #expect(file.length == 8)
    try file.commit()
    #expect(scratch.names == ["out"])
    #expect(scratch.text("out") == "one\ntwo\n")
  }

  @Test func theOldFileStaysUntilThen() throws {
    try scratch.file("out", "old")
    let file = try OutputFile.create(scratch.path("out"))
    try file.write(bytes("new"))
    try file.flush()
    #expect(scratch.text("out") == "old")
    try file.discard()
    #expect(scratch.text("out") == "old")
    #expect(scratch.names == ["out"])
  }

  @Test func largeAndSmallWritesKeepTheirOrder() throws {
    let file = try OutputFile.create(scratch.path("out"))
    var expected = ""
    for round in 0..<40 {
      let piece = String(repeating: "\(round % 10)", count: round % 4 == 3 ? 300_000 : 30_000)
      expected += piece
      try file.write(bytes(piece))
    }
    #expect(file.length == expected.utf8.count)
    try file.commit()
    #expect(scratch.text("out") == expected)
  }

  @Test func theModeIsKept() throws {
    try scratch.file("out", "old")
    #expect(chmod(scratch.path("out"), 0o640) == 0)
    let file = try OutputFile.create(scratch.path("out"))
    try file.commit()
    #expect(scratch.mode("out") == 0o640)
  }

  @Test func ofALinkTheFileBehindItIsReplaced() throws {
    try FileManager.default.createDirectory(atPath: scratch.path("data"), withIntermediateDirectories: true)
    try scratch.file("data/real", "old")
    for (link, target) in [("link", "data/real"), ("dangling", "data/new"), ("chain", "link")] {
      #expect(symlink(target, scratch.path(link)) == 0)
      let file = try OutputFile.create(scratch.path(link))
      try file.write(bytes("by \(link)"))
      try file.commit()
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path(link)) == target)
      #expect(scratch.text(link) == "by \(link)")
    }
    #expect(scratch.text("data/real") == "by chain")
    #expect(scratch.text("data/new") == "by dangling")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path("data")).sorted() == ["new", "real"])
  }

  @Test func aCircleOfLinksIsAnError() throws {
    #expect(symlink("b", scratch.path("a")) == 0)
    #expect(symlink("a", scratch.path("b")) == 0)
    #expect(throws: JournalError.self) { try OutputFile.create(scratch.path("a")) }
  }

  @Test func devicesAndPipesAreWrittenToAsTheyAre() throws {
    let null = try OutputFile.create("/dev/null")
    #expect(null.target == nil)
    try null.write(bytes("x"))
    try null.sync()
    try null.commit()
    #expect(FileManager.default.fileExists(atPath: "/dev/null.partial") == false)

    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    let path = scratch.path("pipe")
    let received = Mutex<Data?>(nil)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let handle = FileHandle(forReadingAtPath: path)
      let data = try? handle?.readToEnd()
      received.withLock { $0 = data }
      done.signal()
    }
    let pipe = try OutputFile.create(path)
    try pipe.write(bytes("through"))
    try pipe.commit()
    done.wait()
    #expect(received.withLock { $0 } == Data("through".utf8))
    #expect(scratch.names == ["pipe"])
  }

  @Test func aFullDeviceIsAnErrorOfWriting() throws {
    let full = try OutputFile.create("/dev/full")
    try full.write(bytes("x"))
    #expect(throws: JournalError.file(FileError(path: "/dev/full", operation: .write, code: ENOSPC))) {
      try full.flush()
    }
  }

  @Test func aFolderIsAnErrorOfCreatingAndAMissingOneIsMade() throws {
    #expect(throws: JournalError.file(FileError(path: scratch.path, operation: .create, code: EISDIR))) {
      try OutputFile.create(scratch.path)
    }
    try OutputFile.create(scratch.path("none/of/these/out")).commit()
    #expect(scratch.text("none/of/these/out")?.isEmpty == true)
    try scratch.file("file", "")
    let path = scratch.path("file/out")
    #expect(throws: JournalError.self) { try OutputFile.create(path) }
  }

  /// What names an open descriptor is written to at its place, with nothing beside it, whatever it leads to.
  @Test func descriptorsAreStreams() throws {
    try scratch.file("kept", "before\n")
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path("kept")))
    try handle.seekToEnd()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: "/dev/fd/\(handle.fileDescriptor)")
    for path in [
      "/dev/fd/\(handle.fileDescriptor)", "/proc/self/fd/\(handle.fileDescriptor)", scratch.path("link"),
    ] {
      #expect(try OutputFile.target(of: path) == nil && OutputFile.isStream(path))
      let file = try OutputFile.create(path)
      try file.write(bytes("more\n"))
      try file.commit()
    }
    #expect(scratch.text("kept") == "before\nmore\nmore\nmore\n")
    #expect(scratch.names == ["kept", "link"])
    #expect(!OutputFile.isStream(scratch.path("kept")) && !OutputFile.isStream(scratch.path("new")))
    #expect(OutputFile.isStream("/dev/null") && OutputFile.isStream("/dev/stdout"))
  }

  @Test func aPathWithoutFolderLiesHere() throws {
    #expect(try OutputFile.target(of: "no such file here") == "no such file here")
  }

  @Test func resumingCutsToTheLength() throws {
    try scratch.file("out.partial", "0123456789")
    let file = try OutputFile.resume(scratch.path("out"), at: 4)
    #expect(file.length == 4)
    try file.write(bytes("abc"))
    try file.commit()
    #expect(scratch.text("out") == "0123abc")
  }

  @Test func smallFilesAreReplacedWhole() throws {
    try scratch.file("stats", "old and longer")
    try WholeFile.replace(scratch.path("stats"), with: bytes("new"))
    #expect(scratch.text("stats") == "new")
    try WholeFile.replace("/dev/null", with: bytes("new"))
    #expect(scratch.names == ["stats"])
    try WholeFile.replace(scratch.path("none/x"), with: bytes("new"))
    #expect(scratch.text("none/x") == "new")
  }

  @Test func aManifestLiesBesideItsOutput() throws {
    #expect(try Manifest.read(of: scratch.path("out")) == nil)
    try Manifest.write(bytes("{}"), of: scratch.path("out"))
    #expect(scratch.names == ["out.manifest.json"])
    #expect(try Manifest.read(of: scratch.path("out")) == bytes("{}"))
  }
}
