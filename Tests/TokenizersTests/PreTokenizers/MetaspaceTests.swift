import Testing

@Suite("blanks as a visible character")
struct MetaspaceTests {
  private func pieces(_ settings: String, _ text: String) throws -> [Probe.Part] {
    try Probe(
      preTokenizer: #"{"type":"Metaspace","replacement":"▁",\#(settings)}"#,
      addedTokens: #"[{"id":256,"content":"<x>","normalized":false}]"#
    ).pieces(of: text)
  }

  @Test("one before every stretch, before the text alone, or none", arguments: ["always", "first", "never"])
  func prepends(scheme: String) throws {
    let first: Probe.Part = .init(scheme == "never" ? "a" : "▁a", 0..<1)
    let last: Probe.Part = .init(scheme == "always" ? "▁c" : "c", 6..<7)
    #expect(
      try pieces(#""prepend_scheme":"\#(scheme)""#, "a b<x>c")
        == [first, .init("▁b", 1..<3), .init("<x>", 3..<6), last])
  }

  @Test("the text stays whole where it is not split")
  func whole() throws {
    #expect(try pieces(#""prepend_scheme":"always","split":false"#, "a  b") == [.init("▁a▁▁b", 0..<4)])
  }

  @Test("a text that begins with the character gets no second one")
  func mark() throws {
    #expect(try pieces(#""prepend_scheme":"always""#, "▁a") == [.init("▁a", 0..<4)])
  }
}
