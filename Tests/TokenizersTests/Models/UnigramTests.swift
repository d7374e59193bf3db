import Testing
import Tokenizers

@Suite("unigram models")
struct UnigramTests {
  private func tokens(_ text: String, _ entries: [(String, Double)], settings: String = "") throws -> [String]
  {
    let list = entries.map { "[\"\($0.0)\",\($0.1)]" }.joined(separator: ",")
    let tokenizer = try Tokenizer(
      json: Samples.json(model: #"{"type":"Unigram","unk_id":0,"vocab":[\#(list)]\#(settings)}"#))
    let tokens = tokenizer.tokenize(.text(text))
    return zip(tokens.ids, tokens.offsets).map { id, offsets in
      "\(tokenizer.token(of: id) ?? "") \(offsets.start)..<\(offsets.end)"
    }
  }

  private let letters = [("<unk>", 0.0), ("a", -0.4), ("b", -0.4)]

  @Test("the cut whose scores add up highest; of equal ones the one found first")
  func best() throws {
    #expect(try tokens("ab", letters + [("ab", -1)]) == ["a 0..<1", "b 1..<2"])
    #expect(try tokens("ab", letters + [("ab", -0.7)]) == ["ab 0..<2"])
    #expect(try tokens("ab", letters + [("ab", -0.8)]) == ["ab 0..<2"])
  }

  @Test("a run of unknown characters is one token")
  func unknown() throws {
    #expect(try tokens("axy\u{E9}b", letters) == ["a 0..<1", "<unk> 1..<5", "b 5..<6"])
  }

  @Test("unknown characters become bytes where all of them are tokens")
  func bytes() throws {
    let bytes = (0..<256).map { byte -> (String, Double) in
      let digits = String(byte, radix: 16, uppercase: true)
      return ("<0x\(byte < 16 ? "0" : "")\(digits)>", -5)
    }
    let settings = #","byte_fallback":true"#
    #expect(
      try tokens("\u{E9}", [("<unk>", 0)] + bytes, settings: settings) == ["<0xC3> 0..<2", "<0xA9> 0..<2"])
    #expect(
      try tokens("\u{E9}", [("<unk>", 0)] + bytes.prefix(0xC3), settings: settings) == ["<unk> 0..<2"])
  }

  @Test("a token among many that begin alike is found")
  func siblings() throws {
    let many = (0..<40).map { ("x\(String(UnicodeScalar(UInt8(0x41 + $0))))", -1.0) }
      .filter { !$0.0.contains("\\") }
    for (token, _) in many {
      #expect(try tokens(token, letters + many) == ["\(token) 0..<2"])
    }
    #expect(try tokens("x!", letters + many) == ["<unk> 0..<2"])
  }
}
