import Testing

@Suite("added tokens in a text")
struct AddedTokensTests {
  private func pieces(
    _ tokens: String, _ text: String, normalizer: String = "null"
  ) throws -> [Probe.Part] {
    try Probe(normalizer: normalizer, addedTokens: "[\(tokens)]").pieces(of: text)
  }

  @Test("the longest at the first place")
  func longest() throws {
    #expect(
      try pieces(#"{"id":256,"content":"ab"},{"id":257,"content":"abc"}"#, "xabcab")
        == [.init("x", 0..<1), .init("abc", 1..<4), .init("ab", 4..<6)])
  }

  @Test("blanks before or after belong to a token that strips them")
  func blanks() throws {
    #expect(
      try pieces(#"{"id":256,"content":"<l>","lstrip":true,"normalized":false}"#, "a \t<l> b")
        == [.init("a", 0..<1), .init("<l>", 1..<6), .init(" b", 6..<8)])
    #expect(
      try pieces(#"{"id":256,"content":"<r>","rstrip":true,"normalized":false}"#, "a <r>\u{3000} b")
        == [.init("a ", 0..<2), .init("<r>", 2..<9), .init("b", 9..<10)])
  }

  @Test("a single word is not found within another")
  func singleWord() throws {
    #expect(
      try pieces(
        #"{"id":256,"content":"so","single_word":true,"normalized":false}"#, "so also so-so so_ \u{E9}so")
        == [
          .init("so", 0..<2), .init(" also ", 2..<8), .init("so", 8..<10), .init("-", 10..<11),
          .init("so", 11..<13), .init(" so_ \u{E9}so", 13..<22),
        ])
  }

  @Test("normalised tokens are found in the normalised text, others in the given one")
  func normalized() throws {
    #expect(
      try pieces(
        #"{"id":256,"content":"AB","normalized":true},{"id":257,"content":"CD","normalized":false}"#,
        "ab AB cd CD", normalizer: #"{"type":"Lowercase"}"#)
        == [
          .init("AB", 0..<2), .init(" ", 2..<3), .init("AB", 3..<5), .init(" cd ", 5..<9),
          .init("CD", 9..<11),
        ])
  }

  @Test("special tokens are text where they are not to be matched")
  func specialsAsText() throws {
    var tokenizer = try Probe.tokenizer(
      addedTokens: #"[{"id":256,"content":"<s>","special":true},{"id":257,"content":"<w>"}]"#)
    #expect(tokenizer.tokenize(.text("<s><w>")).ids == [256, 257])
    tokenizer.matchesSpecialsInText = false
    #expect(tokenizer.tokenize(.text("<s><w>")).ids == [0x3C, 0x73, 0x3E, 257])
  }
}
