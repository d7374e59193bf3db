import Files
import Foundation
import Testing

@Suite struct FoldersTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func namesAreBytesInTheirOrder() throws {
    let odd = Path(bytes: [0x66, 0xfe, 0xff])
    for name in [odd, "b", ".c", "caf\u{e9}", "cafe\u{301}"] { try scratch.write("", to: name) }
    #expect(
      try scratch.folder.names().map(\.bytes)
        == [Array(".c".utf8), Array("b".utf8), Array("cafe\u{301}".utf8), Array("caf\u{e9}".utf8), odd.bytes])
    #expect(scratch.path(odd).kind == .file)
    #expect(try #require(scratch.path(odd).resolved).name == odd)
  }

  @Test func aFolderThatCannotBeListedIsAnError() throws {
    try scratch.write("", to: "file")
    #expect(throws: FileError(path: scratch.path("file").text, operation: .open, code: ENOTDIR)) {
      try scratch.path("file").names()
    }
    #expect(throws: FileError(path: scratch.path("none").text, operation: .open, code: ENOENT)) {
      try scratch.path("none").names()
    }
  }

  @Test func foldersAreMadeWithThoseOnTheWay() throws {
    let path = scratch.path("a/b/c")
    try path.createFolder()
    try path.createFolder()
    #expect(path.kind == .folder)
    try scratch.write("", to: "a/file")
    #expect(throws: FileError.self) { try scratch.path("a/file").createFolder() }
    #expect(throws: FileError.self) { try scratch.path("a/file/d").createFolder() }
  }

  @Test func aPathWithAZeroLeadsNowhere() {
    let path = Path(bytes: scratch.folder.bytes + [0] + Array("x".utf8))
    #expect(scratch.folder.kind == .folder)
    #expect(path.kind == .nothing)
    #expect(throws: FileError(path: path.text, operation: .open, code: ENOENT)) {
      try FileCalls.open(path, .read)
    }
  }

  @Test func linksAreReadAsTheyAre() throws {
    #expect(symlink("../no where", scratch.path("link").text) == 0)
    #expect(FileCalls.linkTarget(scratch.path("link")) == "../no where")
    #expect(FileCalls.linkTarget(scratch.folder) == nil)
    #expect(scratch.path("link").kind == .nothing)
  }
}
