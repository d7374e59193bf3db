import AllocationCount
import Testing
import Tokenizers

@Suite("a worker's memory for tokenizing")
struct TokenizerWorkspaceTests {
  private static let texts = [
    "The harbour was quiet; nobody had seen the Mayor's boat.", "", "naïve Café cafe\u{301} 水 ﬁne",
    "a\0a a\0 a", String(repeating: "ab", count: 90), "the the the the",
  ]

  private func expectEqual(_ left: Tokens, _ right: Tokens, _ comment: Comment) {
    #expect(left.ids == right.ids, comment)
    #expect(left.offsets == right.offsets, comment)
    #expect(left.wordIDs == right.wordIDs, comment)
  }

  @Test("the tokens of a text are the same whatever was tokenized before")
  func sharedByTokenizers() throws {
    let tokenizers = try (GoldenTests.names + GoldenTests.names).map { try Fixtures.tokenizer($0) }
    try #require(tokenizers.count > 8)
    var workspace = TokenizerWorkspace()
    for round in 0..<3 {
      for text in Self.texts {
        for tokenizer in tokenizers {
          for segment in [Segment.text(text), .words([text, "", text])] {
            expectEqual(
              tokenizer.tokenize(segment, workspace: &workspace), tokenizer.tokenize(segment),
              "\(text), round \(round)")
          }
        }
      }
    }
  }

  /// The model of each has the id of `a` that its number is.
  @Test("a tokenizer that is gone leaves no words to the next one")
  func successors() throws {
    var workspace = TokenizerWorkspace()
    for id in 0..<40 {
      let tokenizer = try Tokenizer(
        json: Samples.json(model: #"{"type":"BPE","vocab":{"a":\#(id)},"merges":[]}"#))
      #expect(tokenizer.tokenize(.text("a"), workspace: &workspace).ids == [Int32(id)])
    }
  }

  @Test("more words than are remembered", arguments: ["roberta", "xlm-roberta"])
  func manyWords(name: String) throws {
    let tokenizer = try Fixtures.tokenizer(name)
    var workspace = TokenizerWorkspace()
    for round in 0..<2 {
      for number in 0..<60 {
        let text = (0..<1000).map { "w\(number * 1000 + $0)" }.joined(separator: " ") + " the the"
        expectEqual(
          tokenizer.tokenize(.text(text), workspace: &workspace), tokenizer.tokenize(.text(text)),
          "words from \(number * 1000), round \(round)")
      }
    }
  }

  @Test("nothing is allocated once all is large enough", arguments: GoldenTests.names)
  func allocations(name: String) throws {
    let tokenizer = try Fixtures.tokenizer(name)
    var workspace = TokenizerWorkspace()
    var tokens = Tokens()
    let segments = Self.texts.map { Segment.text($0) } + [.words(["The", "harbour", "Mayor's"])]
    for _ in 0..<2 {
      for segment in segments { tokenizer.tokenize(segment, into: &tokens, workspace: &workspace) }
    }
    allocation_count_start()
    for segment in segments { tokenizer.tokenize(segment, into: &tokens, workspace: &workspace) }
    #expect(allocation_count_end() == 0)
  }
}
