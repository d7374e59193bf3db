import Files
import Testing

@Suite struct PathTests {
  @Test func pathsAreEqualByBytesAlone() {
    let composed = Path("caf\u{e9}")
    let decomposed = Path("cafe\u{301}")
    #expect(composed.text == decomposed.text)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, composed]).count == 2)
  }

  @Test func bytesThatAreNotUTF8AreKept() {
    let name = Path(bytes: [0x61, 0xff])
    #expect(Path("x").appending(name).bytes == [0x78, 0x2f, 0x61, 0xff])
    #expect(Path("x").appending(name).name == name)
    #expect(name.text == "a\u{fffd}")
  }

  @Test(arguments: [
    ("a/b", "c", "a/b/c"), ("a/", "c", "a/c"), ("a", "/c", "/c"), ("", "c", "c"), ("/", "c", "/c"),
  ])
  func namesAreAppended(folder: String, name: String, expected: Path) {
    #expect(Path(folder).appending(Path(name)) == expected)
  }

  @Test(arguments: [
    ("a/b", "a", "b"), ("a", ".", "a"), ("/a", "/", "a"), ("a/b/", "a/b", ""), ("/", "/", ""),
  ])
  func pathsAreCutAtTheLastSlash(path: String, parent: Path, name: Path) {
    #expect(Path(path).parent == parent)
    #expect(Path(path).name == name)
  }

  @Test func onlyOneNameIsPlain() {
    #expect(Path("a").isPlainName && Path("..a").isPlainName)
    for path in ["", ".", "..", "a/b", "a/", "a\0"] { #expect(!Path(path).isPlainName) }
  }

  @Test func suffixesAreBytes() {
    #expect(Path("a.gz").hasSuffix(".gz"))
    #expect(!Path("gz").hasSuffix(".gz"))
    #expect(Path("a").adding(".gz") == "a.gz")
  }

  @Test func pathsSortByBytes() {
    #expect(([Path("b"), Path("é"), Path("a"), Path("B")]).sorted() == ["B", "a", "b", "é"])
  }
}
