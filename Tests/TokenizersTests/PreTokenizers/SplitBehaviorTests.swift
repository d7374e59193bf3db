import Testing

@Suite("what becomes of the matches of a split")
struct SplitBehaviorTests {
  private func pieces(_ behavior: String, _ text: String, inverted: Bool = false) throws -> [Probe.Part] {
    let pattern = inverted ? #"{"Regex":"\\s+"}"# : #"{"String":"-"}"#
    return try Probe(
      preTokenizer: #"{"type":"Split","pattern":\#(pattern),"behavior":"\#(behavior)","invert":\#(inverted)}"#
    ).pieces(of: text)
  }

  @Test("removed") func removed() throws {
    #expect(try pieces("Removed", "-a--b") == [.init("a", 1..<2), .init("b", 4..<5)])
    #expect(try pieces("Removed", "a  b c", inverted: true) == [.init("  ", 1..<3), .init(" ", 4..<5)])
  }

  @Test("isolated") func isolated() throws {
    #expect(
      try pieces("Isolated", "-a--b")
        == [.init("-", 0..<1), .init("a", 1..<2), .init("-", 2..<3), .init("-", 3..<4), .init("b", 4..<5)])
  }

  @Test("merged with the previous part") func previous() throws {
    #expect(
      try pieces("MergedWithPrevious", "-a--b")
        == [.init("-", 0..<1), .init("a-", 1..<3), .init("-", 3..<4), .init("b", 4..<5)])
    #expect(
      try pieces("MergedWithPrevious", "a  b c", inverted: true)
        == [.init("a", 0..<1), .init("  b", 1..<4), .init(" c", 4..<6)])
  }

  @Test("merged with the next part") func next() throws {
    #expect(
      try pieces("MergedWithNext", "-a--b") == [.init("-a", 0..<2), .init("-", 2..<3), .init("-b", 3..<5)])
    #expect(
      try pieces("MergedWithNext", "a  b c", inverted: true)
        == [.init("a  ", 0..<3), .init("b ", 3..<5), .init("c", 5..<6)])
  }

  @Test("contiguous matches together") func contiguous() throws {
    #expect(
      try pieces("Contiguous", "-a--b")
        == [.init("-", 0..<1), .init("a", 1..<2), .init("--", 2..<4), .init("b", 4..<5)])
  }
}
