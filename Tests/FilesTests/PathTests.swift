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
    #expect(name.text.withReadablePaths == "a\\xFF")
  }

  @Test(
    arguments: [
      [0x63, 0x61, 0x66, 0xE9], [0xFF, 0xFE, 0x00], [0xC3], [0xC3, 0xA9, 0xC3], [0xED, 0xA0, 0x80],
      [0xC0, 0xAF],
      [0xF0, 0x9F, 0x98], [0xF4, 0x8F, 0xBE, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      Array("caf\u{e9} \u{1F600} \u{10FF00}".utf8),
    ] as [[UInt8]])
  func aTextSpellsAnyBytes(bytes: [UInt8]) {
    #expect(Path(Path(bytes: bytes).text).bytes == bytes)
    let text = Path(bytes: bytes).text
    #expect(Path(text).text == text)
  }

  @Test func allPairsOfBytesAreSpelt() {
    for high in UInt8.min...UInt8.max {
      for low in UInt8.min...UInt8.max {
        #expect(Path(Path(bytes: [high, low]).text).bytes == [high, low])
      }
    }
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
