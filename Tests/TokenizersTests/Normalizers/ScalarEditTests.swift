import Testing

@Suite("normalisers of single scalars")
struct ScalarEditTests {
  private func scalars(_ normalizer: String, _ text: String) throws -> [Probe.Part] {
    try Probe(normalizer: normalizer).scalars(of: text)
  }

  @Test("lower case by the full mappings")
  func lowercase() throws {
    #expect(
      try scalars(#"{"type":"Lowercase"}"#, "\u{C0}\u{130}B")
        == [.init("\u{E0}", 0..<2), .init("i", 2..<4), .init("\u{307}", 2..<4), .init("b", 4..<5)])
    #expect(
      try scalars(#"{"type":"Lowercase"}"#, "aBz") == [
        .init("a", 0..<1), .init("b", 1..<2), .init("z", 2..<3),
      ])
  }

  @Test("only marks that stand alone are stripped")
  func stripMarks() throws {
    #expect(
      try scalars(#"{"type":"StripAccents"}"#, "e\u{301}\u{E9}")
        == [.init("e", 0..<1), .init("\u{E9}", 3..<5)])
  }

  @Test("controls go and odd blanks become plain ones, but not the no-break space")
  func translationCleaning() throws {
    #expect(
      try scalars(#"{"type":"Nmt"}"#, "a\u{1}\u{200B}b\u{A0}\n")
        == [
          .init("a", 0..<1), .init(" ", 2..<5), .init("b", 5..<6), .init("\u{A0}", 6..<8), .init(" ", 8..<9),
        ])
  }
}
