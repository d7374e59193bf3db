import Files
import Foundation
import Testing

@Suite struct ReplacedFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func theOldFileStaysUntilTheNewOneIsWhole() throws {
    try scratch.write("old", to: "file")
    let file = try ReplacedFile(scratch.path("file"))
    try file.write(Array("new".utf8))
    #expect(try scratch.text("file") == "old")
    try file.commit()
    #expect(try scratch.text("file") == "new")
    #expect(try scratch.folder.names() == ["file"])
  }

  @Test func aFileThatIsDroppedLeavesNothing() throws {
    do {
      let file = try ReplacedFile(scratch.path("file"))
      try file.write([1])
      #expect(try scratch.folder.names() == ["file.partial"])
    }
    #expect(try scratch.folder.names() == [])
  }

  @Test func theModeIsKept() throws {
    try scratch.write("old", to: "file")
    #expect(chmod(scratch.path("file").text, 0o640) == 0)
    try ReplacedFile.write([1], to: scratch.path("file"))
    let status = try #require(try FileCalls.status(at: scratch.path("file")))
    #expect(status.mode & 0o777 == 0o640)
  }

  @Test func aLinkIsReplacedAndItsTargetLeftAlone() throws {
    try scratch.write("kept", to: "target")
    #expect(symlink("target", scratch.path("link").text) == 0)
    try ReplacedFile.write(Array("new".utf8), to: scratch.path("link"))
    #expect(try scratch.text("target") == "kept")
    #expect(try scratch.text("link") == "new")
    #expect(FileCalls.linkTarget(scratch.path("link")) == nil)
  }

  @Test func aFolderIsNoPlaceForAFile() throws {
    try scratch.path("folder").createFolder()
    #expect(throws: FileError(path: scratch.path("folder").text, operation: .rename, code: EISDIR)) {
      try ReplacedFile.write([1], to: scratch.path("folder"))
    }
    #expect(try scratch.folder.names() == ["folder"])
  }

  @Test func replacementFollowsLinksWhereAsked() throws {
    try scratch.write("", to: "target")
    #expect(symlink("target", scratch.path("link").text) == 0)
    #expect(symlink("absent", scratch.path("dangling").text) == 0)
    func target(_ name: Path) throws -> Path? { try Replacement(following: scratch.path(name))?.target }
    #expect(try target("link") == scratch.path("target").resolved)
    #expect(try target("dangling") == scratch.path("absent"))
    #expect(try Replacement(following: "/dev/null") == nil)
    #expect(throws: FileError(path: scratch.folder.text, operation: .create, code: EISDIR)) {
      try Replacement(following: scratch.folder)
    }
  }
}
