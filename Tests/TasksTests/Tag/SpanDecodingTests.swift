import Annotations
import Records
import Tasks
import Testing

@Suite struct SpanDecodingTests {
  /// The spans of labels written with blanks between them, as `type:first-last`.
  private func spans(_ sequence: String) throws -> String {
    let words = sequence.split(separator: " ").map(String.init)
    var names: [String] = []
    for word in words where !names.contains(word) && word != "-" { names.append(word) }
    let decoding = try #require(SpanDecoding(labels: names))
    let ids = words.map { names.firstIndex(of: $0) }
    return decoding.spans(ids, scores: words.map { _ in 1 })
      .map { "\($0.type):\($0.words.lowerBound)-\($0.words.upperBound - 1)" }.joined(separator: " ")
  }

  @Test(arguments: [
    ("B-A I-A O B-A B-A", "A:0-1 A:3-3 A:4-4"),
    ("I-A I-A O I-B", "A:0-1 B:3-3"),
    ("B-A I-B I-B O", "A:0-0 B:1-2"),
    ("I-A B-A I-A", "A:0-0 A:1-2"),
    ("I-A E-A E-A O E-A", "A:0-1 A:2-2 A:4-4"),
    ("B-A I-A E-A S-A S-B I-B", "A:0-2 A:3-3 B:4-4 B:5-5"),
    ("B-A L-A U-B I-A L-A", "A:0-1 B:2-2 A:3-4"),
    ("B-A E-B", "A:0-0 B:1-1"),
    ("B-A - I-A", "A:0-0 A:2-2"),
    ("B-SUB-TYPE I-SUB-TYPE", "SUB-TYPE:0-1"),
    ("B-A I-A", "A:0-1"),
  ]) func sequencesGiveTheSpansOfConlleval(sequence: String, expected: String) throws {
    #expect(try spans(sequence) == expected)
  }

  @Test func theScoreIsTheMeanOfTheWords() throws {
    let decoding = try #require(SpanDecoding(labels: ["O", "B-A", "I-A"]))
    #expect(
      decoding.spans([1, 2, 0, 1], scores: [0.5, 0.25, 1, 0.75]) == [
        .init(words: 0..<2, type: "A", score: 0.375), .init(words: 3..<4, type: "A", score: 0.75),
      ])
    #expect(decoding.spans([], scores: []).isEmpty)
  }

  @Test func composedAndDecomposedTypesDiffer() throws {
    #expect(try spans("B-\u{E9} I-e\u{301}").split(separator: " ").count == 2)
  }

  @Test(arguments: [
    ["NOUN", "VERB"], ["O", "B-A", "X"], ["O"], [], ["O", "B-"], ["B-A", "E-A", "L-A"], ["S", "O"],
  ])
  func otherLabelsAreWordsOwn(labels: [String]) {
    #expect(SpanDecoding(labels: labels) == nil)
  }
}

@Suite struct SpanAnnotationTests {
  @Test func spansReachFromTheirFirstWordToTheirLast() throws {
    let text = "Zoë Brandt left"
    let decoding = try #require(SpanDecoding(labels: ["O", "B-PER", "I-PER"]))
    let word = { (bytes: Range<Int>, start: Int, end: Int, label: String?, score: Float) in
      WordAnnotation(
        text: "", span: TextSpan(bytes: bytes, start: start, end: end), label: label, score: score)
    }
    let spans = decoding.spans(
      of: [
        word(0..<4, 0, 3, "B-PER", 0.5), word(5..<11, 4, 10, "I-PER", 1), word(12..<16, 11, 15, nil, 0),
      ], in: text)
    #expect(
      spans == [
        SpanAnnotation(
          text: "Zoë Brandt", span: TextSpan(bytes: 0..<11, start: 0, end: 10), label: "PER", score: 0.75)
      ])
  }
}
