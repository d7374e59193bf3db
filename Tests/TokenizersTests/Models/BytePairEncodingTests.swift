import Testing
import Tokenizers

@Suite("byte-pair encoding")
struct BytePairEncodingTests {
  private static let vocabulary = ["a", "b", "c", "ab", "bc", "abc", "aa", "aaaa", "u"]

  private func tokens(
    _ text: String, merges: [String], settings: String = "", vocabulary: [String] = vocabulary
  ) throws -> [String] {
    let entries = vocabulary.enumerated().map { "\"\($0.element)\":\($0.offset)" }.joined(separator: ",")
    let list = merges.map { "\"\($0)\"" }.joined(separator: ",")
    let tokenizer = try Tokenizer(
      json: Samples.json(model: #"{"type":"BPE","vocab":{\#(entries)},"merges":[\#(list)]\#(settings)}"#))
    let tokens = tokenizer.tokenize(.text(text))
    return zip(tokens.ids, tokens.offsets).map { id, offsets in
      "\(tokenizer.token(of: id) ?? "") \(offsets.start)..<\(offsets.end)"
    }
  }

  @Test("the pair that was learnt first is merged first")
  func ranks() throws {
    #expect(try tokens("abc", merges: ["b c", "a b"]) == ["a 0..<1", "bc 1..<3"])
    #expect(try tokens("abc", merges: ["a b", "ab c", "b c"]) == ["abc 0..<3"])
  }

  @Test("of equal pairs the leftmost", arguments: [5, 7, 31, 32, 33, 34, 65, 101])
  func leftmost(count: Int) throws {
    let found = try tokens(String(repeating: "a", count: count), merges: ["a a", "aa aa"])
    let rest = count % 4
    var expected = (0..<count / 4).map { "aaaa \(4 * $0)..<\(4 * $0 + 4)" }
    if rest >= 2 { expected.append("aa \(count - rest)..<\(count - rest + 2)") }
    if rest % 2 == 1 { expected.append("a \(count - 1)..<\(count)") }
    #expect(found == expected)
  }

  @Test("unknown characters are tokens each, one together, or nothing")
  func unknown() throws {
    #expect(
      try tokens("axyb", merges: ["a b"], settings: #","unk_token":"u""#)
        == ["a 0..<1", "u 1..<2", "u 2..<3", "b 3..<4"])
    #expect(
      try tokens("axyb", merges: ["a b"], settings: #","unk_token":"u","fuse_unk":true"#)
        == ["a 0..<1", "u 1..<3", "b 3..<4"])
    #expect(try tokens("axyb", merges: ["a b"]) == ["ab 0..<2"])
  }

  @Test("a word that is a token is that token, where merges are ignored")
  func ignoresMerges() throws {
    let vocabulary = ["a", "b", "c", "abc"]
    let settings = #","ignore_merges":true"#
    #expect(try tokens("abc", merges: [], settings: settings, vocabulary: vocabulary) == ["abc 0..<3"])
    #expect(
      try tokens("abca", merges: [], settings: settings, vocabulary: vocabulary)
        == ["a 0..<1", "b 1..<2", "c 2..<3", "a 3..<4"])
  }

  @Test("characters inside a word have a prefix, and the last one a suffix")
  func affixes() throws {
    let settings = ##","continuing_subword_prefix":"#","end_of_word_suffix":"</w>""##
    let vocabulary = ["#a", "#b</w>", "a", "ab</w>", "b</w>", "b"]
    #expect(
      try tokens("ab", merges: ["a #b</w>"], settings: settings, vocabulary: vocabulary) == ["ab</w> 0..<2"])
    #expect(
      try tokens("b", merges: ["a #b</w>"], settings: settings, vocabulary: vocabulary) == ["b</w> 0..<1"])
    #expect(
      try tokens("aab", merges: ["a #b</w>"], settings: settings, vocabulary: vocabulary)
        == ["a 0..<1", "#a 1..<2", "#b</w> 2..<3"])
  }
}
