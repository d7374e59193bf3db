import Testing

@Suite("byte-level words")
struct ByteLevelTests {
  private func probe(_ settings: String) throws -> Probe {
    try Probe(preTokenizer: #"{"type":"ByteLevel","trim_offsets":true,\#(settings)}"#)
  }

  @Test("contractions, numbers, marks and blanks part words; a blank belongs to the next word")
  func words() throws {
    #expect(
      try probe(#""add_prefix_space":false"#).pieces(of: "It's  3\u{E9}!\n\nx ")
        == [
          .init("It", 0..<2), .init("'s", 2..<4), .init("Ġ", 4..<5), .init("Ġ3", 5..<7),
          .init("\u{C3}\u{A9}", 7..<9), .init("!", 9..<10), .init("Ċ", 10..<11), .init("Ċ", 11..<12),
          .init("x", 12..<13), .init("Ġ", 13..<14),
        ])
  }

  @Test("a blank before the text stands for its first scalar, and is not doubled")
  func prefix() throws {
    let probe = try probe(#""add_prefix_space":true"#)
    #expect(probe.pieces(of: "a b") == [.init("Ġa", 0..<1), .init("Ġb", 1..<3)])
    #expect(probe.pieces(of: " a") == [.init("Ġa", 0..<2)])
  }

  @Test("without the expression the text stays whole")
  func whole() throws {
    #expect(
      try probe(#""add_prefix_space":false,"use_regex":false"#).pieces(of: "a b") == [.init("aĠb", 0..<3)])
  }

  @Test("every byte of a character stands for all of it")
  func bytes() throws {
    #expect(
      try probe(#""add_prefix_space":false"#).scalars(of: "\u{E9}\u{A0}")
        == [.init("\u{C3}", 0..<2), .init("\u{A9}", 0..<2), .init("\u{C2}", 2..<4), .init("\u{142}", 2..<4)])
  }
}
