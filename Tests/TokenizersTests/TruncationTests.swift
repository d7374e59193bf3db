import Testing
import Tokenizers

@Suite("truncation")
struct TruncationTests {
  private func tokenizer() throws -> Tokenizer { try Tokenizer(json: Samples.json()) }
  private let five = Segment.text("the river is wide .")
  private let two = Segment.text("run run")

  @Test("the longer text gives way first")
  func longestFirst() throws {
    let encoding = try tokenizer().encode(five, pair: two, truncation: Truncation(maximumLength: 8))
    #expect(encoding.ids == [2, 5, 6, 10, 3, 8, 8, 3])
    #expect(encoding.overflowing.map(\.count) == [7])
  }

  @Test("windows overlap by as many tokens as asked")
  func overlap() throws {
    let encoding = try tokenizer().encode(five, truncation: Truncation(maximumLength: 5, overlap: 1))
    #expect(encoding.ids == [2, 5, 6, 10, 3])
    #expect(encoding.overflowing.map(\.ids) == [[2, 10, 11, 12, 3]])
  }

  @Test("what cannot be cut as asked is an error with its numbers")
  func errors() throws {
    let tokenizer = try tokenizer()
    #expect(throws: TokenizerError.noRoom(maximumLength: 1, specials: 2)) {
      try tokenizer.encode(five, truncation: Truncation(maximumLength: 1))
    }
    #expect(throws: TokenizerError.overlapTooLarge(overlap: 3, room: 3)) {
      try tokenizer.encode(five, truncation: Truncation(maximumLength: 5, overlap: 3))
    }
    #expect(throws: TokenizerError.secondSequenceMissing) {
      try tokenizer.encode(five, truncation: Truncation(maximumLength: 5, strategy: .onlySecond))
    }
    #expect(throws: TokenizerError.sequenceTooShort(length: 2, excess: 3)) {
      try tokenizer.encode(
        five, pair: two, truncation: Truncation(maximumLength: 7, strategy: .onlySecond))
    }
  }
}
