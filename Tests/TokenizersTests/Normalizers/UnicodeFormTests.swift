import Testing

@Suite("normalisation forms")
struct UnicodeFormTests {
  private func scalars(_ form: String, _ text: String) throws -> [Probe.Part] {
    try Probe(normalizer: #"{"type":"\#(form)"}"#).scalars(of: text)
  }

  @Test("composition gives the new scalar the place of its base")
  func composes() throws {
    #expect(
      try scalars("NFC", "e\u{301}x\u{1100}\u{1161}")
        == [.init("\u{E9}", 0..<1), .init("x", 3..<4), .init("\u{AC00}", 4..<7)])
  }

  @Test("decomposition gives every part the place of the whole")
  func decomposes() throws {
    #expect(
      try scalars("NFD", "\u{E9}x\u{AC01}")
        == [
          .init("e", 0..<2), .init("\u{301}", 0..<2), .init("x", 2..<3), .init("\u{1100}", 3..<6),
          .init("\u{1161}", 3..<6), .init("\u{11A8}", 3..<6),
        ])
  }

  @Test("compatibility forms replace ligatures and circled digits")
  func compatibility() throws {
    #expect(
      try scalars("NFKC", "\u{FB01}\u{2460}e\u{301}")
        == [.init("f", 0..<3), .init("i", 0..<3), .init("1", 3..<6), .init("\u{E9}", 6..<7)])
    #expect(
      try scalars("NFKD", "\u{FB01}\u{E9}")
        == [.init("f", 0..<3), .init("i", 0..<3), .init("e", 3..<5), .init("\u{301}", 3..<5)])
  }

  @Test("marks change places by their class, places in the text do not")
  func order() throws {
    #expect(
      try scalars("NFD", "a\u{301}\u{327}b")
        == [.init("a", 0..<1), .init("\u{327}", 1..<3), .init("\u{301}", 3..<5), .init("b", 5..<6)])
    #expect(
      try scalars("NFC", "a\u{327}\u{301}b")
        == [.init("\u{E1}", 0..<1), .init("\u{327}", 3..<5), .init("b", 5..<6)])
  }

  @Test("a run of 300 marks is ordered, and those of one class stay in order")
  func longRun() throws {
    let text = "a" + String(repeating: "\u{301}\u{327}\u{300}", count: 100)
    let expected =
      "a" + String(repeating: "\u{327}", count: 100) + String(repeating: "\u{301}\u{300}", count: 100)
    let found = try scalars("NFD", text)
    #expect(found.count == 301)
    #expect(found.map(\.text).joined().unicodeScalars.elementsEqual(expected.unicodeScalars))
  }
}
