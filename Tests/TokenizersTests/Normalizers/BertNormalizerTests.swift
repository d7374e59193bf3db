import Testing

@Suite("BERT's normaliser")
struct BertNormalizerTests {
  private func scalars(_ settings: String, _ text: String) throws -> [Probe.Part] {
    try Probe(normalizer: #"{"type":"BertNormalizer",\#(settings)}"#).scalars(of: text)
  }

  @Test("lower case takes accents too, ideographs get blanks, controls go")
  func uncased() throws {
    #expect(
      try scalars(
        #""clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true"#,
        "\u{7}\u{C0}水\t\u{DF}\u{A0}\u{2167}")
        == [
          .init("a", 1..<3), .init(" ", 3..<6), .init("水", 3..<6), .init(" ", 3..<6), .init(" ", 6..<7),
          .init("\u{DF}", 7..<9), .init(" ", 9..<11), .init("\u{2177}", 11..<14),
        ])
  }

  @Test("without lower case accents stay")
  func cased() throws {
    #expect(
      try scalars(
        #""clean_text":true,"handle_chinese_chars":false,"strip_accents":null,"lowercase":false"#,
        "\u{C0}水\0x")
        == [.init("\u{C0}", 0..<2), .init("水", 2..<5), .init("x", 6..<7)])
  }

  @Test("accents alone")
  func accents() throws {
    #expect(
      try scalars(
        #""clean_text":false,"handle_chinese_chars":false,"strip_accents":true,"lowercase":false"#,
        "\u{C0}e\u{301}\u{7}")
        == [.init("A", 0..<2), .init("e", 2..<3), .init("\u{7}", 5..<6)])
  }

  @Test("a mark that ordering moves and stripping leaves")
  func ordering() throws {
    #expect(
      try scalars(
        #""clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true"#,
        "a\u{1D165}\u{301}")
        == [.init("a", 0..<1), .init("\u{1D165}", 1..<5)])
  }
}
