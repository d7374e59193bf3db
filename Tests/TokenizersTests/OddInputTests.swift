import Testing
import Tokenizers

@Suite("odd input")
struct OddInputTests {
  /// Texts that no one writes and someone will feed.
  static let texts = [
    "", "\0", "\u{301}", "\u{FFFD}", "\u{10FFFF}", "\u{200D}", " \t\r\n", "\u{FEFF}", "\u{E000}\u{F8FF}",
    String(repeating: "\u{301}", count: 5000), String(repeating: "a\u{315}\u{300}", count: 3000),
    String(repeating: "x", count: 10_000), String(repeating: "é", count: 10_000),
    String(repeating: "水", count: 10_000), "\u{1F469}\u{200D}\u{1F469}", "[CLS][SEP][MASK]",
    "\u{0344}\u{0F73}",
    String(repeating: "\u{1D165}\u{16D}\u{345}", count: 200),
  ]

  @Test("nothing crashes, and offsets are in order and in range", arguments: texts)
  func text(text: String) throws {
    for name in GoldenTests.names {
      let tokenizer = try Fixtures.tokenizer(name)
      for segment in [Segment.text(text), .words([text, "", text])] {
        let tokens = tokenizer.tokenize(segment)
        for offsets in tokens.offsets {
          #expect(offsets.start >= 0 && offsets.start <= offsets.end && Int(offsets.end) <= text.utf8.count)
        }
      }
      let tokens = tokenizer.tokenize(.text(text))
      let truncation = Truncation(maximumLength: 16, overlap: 2)
      #expect(try tokenizer.encoding(tokens, pair: tokens, truncation: truncation).count <= 16)
      let windows = try tokenizer.windows(tokens, truncation: truncation)
      #expect(windows.allSatisfy { $0.count <= 16 })
    }
  }

  @Test("a text of 100,000 words is cut in windows that cover it")
  func long() throws {
    let tokenizer = try Tokenizer(json: Samples.json())
    let tokens = tokenizer.tokenize(.text(String(repeating: "the rivers. ", count: 50_000)))
    #expect(tokens.count == 200_000)
    let windows = try tokenizer.windows(
      tokens, addSpecialTokens: true, truncation: Truncation(maximumLength: 512, overlap: 128))
    #expect(windows.count == 524)
    #expect(windows.allSatisfy { $0.count <= 512 })
    #expect(windows.last?.offsets.dropLast().last?.end == tokens.offsets.last?.end)
  }
}
