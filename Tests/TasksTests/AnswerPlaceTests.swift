import Annotations
import Tasks
import Testing

/// Where answers stand, whatever their offsets say.
struct AnswerPlaceTests {
  private func place(_ text: String, _ start: Int?, in context: String) -> (Range<Int>, Bool)? {
    AnswerPlace.find(GoldAnswer(text: text, start: start), in: context)
  }

  @Test("an answer at its offset stays there, in code points before and bytes after")
  func exact() throws {
    let found = try #require(place("Zürich", 3, in: "in Zürich, Zürich"))
    #expect(found.0 == 3..<10 && !found.1)
    let second = try #require(place("Zürich", 11, in: "in Zürich, Zürich"))
    #expect(second.0 == 12..<19 && !second.1)
  }

  @Test(
    "one elsewhere moves to the nearest occurrence", arguments: [(0, 3), (9, 12), (8, 12), (99, 12), (-5, 3)])
  func nearest(_ start: Int, _ expected: Int) throws {
    let found = try #require(place("Zürich", start, in: "in Zürich, Zürich"))
    #expect(found.0.lowerBound == expected && found.1)
  }

  @Test("one without an offset is taken where it occurs first")
  func first() throws {
    let found = try #require(place("a", nil, in: "b a a"))
    #expect(found.0 == 2..<3 && !found.1)
  }

  @Test("one that does not occur, or is empty, is nowhere")
  func nowhere() {
    #expect(place("c", 0, in: "a b") == nil)
    #expect(place("", 0, in: "a b") == nil)
    #expect(place("a b c", 0, in: "a b") == nil)
  }

  @Test("stretches become labels of the words that they touch")
  func spans() {
    func word(_ start: Int, _ end: Int) -> TextSpan {
      TextSpan(bytes: start..<end, start: start, end: end)
    }
    let words = [word(0, 3), word(4, 8), word(9, 11), nil, word(12, 15)]
    let labels = SpanLabels.labels(
      of: words, [GoldSpan(start: 4, end: 11, label: "PER"), GoldSpan(start: 13, end: 14, label: "LOC")])
    #expect(labels == ["O", "B-PER", "I-PER", nil, "B-LOC"])
  }
}
