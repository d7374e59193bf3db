import Testing

@Suite("normalisers that put in and take out")
struct StretchNormalizerTests {
  private func scalars(_ normalizer: String, _ text: String) throws -> [Probe.Part] {
    try Probe(normalizer: normalizer).scalars(of: text)
  }

  @Test("blanks of every kind are stripped at the sides asked for")
  func strip() throws {
    #expect(
      try scalars(#"{"type":"Strip","strip_left":true,"strip_right":true}"#, " \u{3000}a b\t")
        == [.init("a", 4..<5), .init(" ", 5..<6), .init("b", 6..<7)])
    #expect(
      try scalars(#"{"type":"Strip","strip_left":true,"strip_right":false}"#, "  a ")
        == [.init("a", 2..<3), .init(" ", 3..<4)])
  }

  @Test("a text of blanks alone is stripped of all")
  func stripAll() throws {
    #expect(try scalars(#"{"type":"Strip","strip_left":true,"strip_right":true}"#, " \t ") == [])
  }

  @Test("what is prepended stands for the first scalar")
  func prepend() throws {
    #expect(
      try scalars(#"{"type":"Prepend","prepend":"_x"}"#, "\u{E9}a")
        == [.init("_", 0..<2), .init("x", 0..<2), .init("\u{E9}", 0..<2), .init("a", 2..<3)])
    #expect(try scalars(#"{"type":"Prepend","prepend":"_x"}"#, "") == [])
  }

  @Test("a replacement stands for the last scalar of its match")
  func replace() throws {
    #expect(
      try scalars(#"{"type":"Replace","pattern":{"String":"ab"},"content":"<>"}"#, "xab\u{E9}ab")
        == [
          .init("x", 0..<1), .init("<", 2..<3), .init(">", 2..<3), .init("\u{E9}", 3..<5), .init("<", 6..<7),
          .init(">", 6..<7),
        ])
    #expect(
      try scalars(#"{"type":"Replace","pattern":{"Regex":" {2,}"},"content":"é"}"#, "a  b c   ")
        == [
          .init("a", 0..<1), .init("\u{E9}", 2..<3), .init("b", 3..<4), .init(" ", 4..<5), .init("c", 5..<6),
          .init("\u{E9}", 8..<9),
        ])
    #expect(
      try scalars(#"{"type":"Replace","pattern":{"String":"a"},"content":""}"#, "bab")
        == [.init("b", 0..<1), .init("b", 2..<3)])
  }
}
