import Testing

@Suite("pre-tokenizers that cut at kinds of characters")
struct WordCutTests {
  private func pieces(_ preTokenizer: String, _ text: String) throws -> [Probe.Part] {
    try Probe(preTokenizer: preTokenizer).pieces(of: text)
  }

  @Test("BERT's: every punctuation mark alone, blanks dropped")
  func bert() throws {
    #expect(
      try pieces(#"{"type":"BertPreTokenizer"}"#, "Don't  stop, 水$x")
        == [
          .init("Don", 0..<3), .init("'", 3..<4), .init("t", 4..<5), .init("stop", 7..<11),
          .init(",", 11..<12),
          .init("水", 13..<16), .init("$", 16..<17), .init("x", 17..<18),
        ])
  }

  @Test("runs of word characters, and of marks")
  func wordRuns() throws {
    #expect(
      try pieces(#"{"type":"Whitespace"}"#, "a_1\u{E9}-- b.")
        == [.init("a_1\u{E9}", 0..<5), .init("--", 5..<7), .init("b", 8..<9), .init(".", 9..<10)])
  }

  @Test("blanks of every kind")
  func blanks() throws {
    #expect(
      try pieces(#"{"type":"WhitespaceSplit"}"#, "a, \u{3000}b\n")
        == [.init("a,", 0..<2), .init("b", 6..<7)])
  }

  @Test("digits together or each alone")
  func digits() throws {
    #expect(
      try pieces(#"{"type":"Digits"}"#, "a12b\u{663}")
        == [.init("a", 0..<1), .init("12", 1..<3), .init("b", 3..<4), .init("\u{663}", 4..<6)])
    #expect(
      try pieces(#"{"type":"Digits","individual_digits":true}"#, "a12b")
        == [.init("a", 0..<1), .init("1", 1..<2), .init("2", 2..<3), .init("b", 3..<4)])
  }

  @Test("a delimiter")
  func delimiter() throws {
    #expect(
      try pieces(#"{"type":"CharDelimiterSplit","delimiter":"e"}"#, "aeebec")
        == [.init("a", 0..<1), .init("b", 3..<4), .init("c", 5..<6)])
  }

  @Test("one stage after another")
  func sequence() throws {
    #expect(
      try pieces(
        #"{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Punctuation"}]}"#, "a.b c")
        == [.init("a", 0..<1), .init(".", 1..<2), .init("b", 2..<3), .init("c", 4..<5)])
  }
}
