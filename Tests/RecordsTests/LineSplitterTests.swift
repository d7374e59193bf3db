import Records
import Testing

struct LineSplitterTests {
  private func lines(_ text: String, chunk: Int) throws -> [Line] {
    var splitter = LineSplitter(MemorySource(Array(text.utf8), chunk: chunk))
    var lines: [Line] = []
    while let line = try splitter.next() { lines.append(line) }
    return lines
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func linesKnowTheirNumberAndOffset(_ chunk: Int) throws {
    let lines = try lines("ab\r\n\n\u{e9}\r\r\nlast", chunk: chunk)
    #expect(lines.map { text($0.bytes) } == ["ab\r", "", "é\r\r", "last"])
    #expect(lines.map(\.number) == [1, 2, 3, 4])
    #expect(lines.map(\.offset) == [0, 4, 5, 10])
    #expect(lines.map { text($0.content) } == ["ab", "", "é\r", "last"])
  }

  @Test func finalLineFeedMakesNoLine() throws {
    #expect(try lines("a\n", chunk: 1).count == 1)
    #expect(try lines("", chunk: 1).isEmpty)
    #expect(try lines("\n\n", chunk: 1).count == 2)
  }

  @Test func blankLinesMayHoldAByteOrderMark() throws {
    #expect(try lines("\u{FEFF} \t\r\n\u{FEFF}", chunk: 9).map(\.isBlank) == [true, false])
    #expect(try lines("\u{FEFF}a", chunk: 9).map { text($0.content) } == ["a"])
  }

  @Test func longLinesComeWhole() throws {
    let long = String(repeating: "x", count: 3_000_000)
    #expect(try lines(long + "\n" + long, chunk: 4096).map(\.bytes.count) == [3_000_000, 3_000_000])
  }
}
