import Tasks
import TestSupport
import Testing

private struct AnswerFixture: Decodable {
  struct Setting: Decodable {
    var topK: Int
    var maximumLength: Int
    var allowsNull: Bool
    var alignsToWords: Bool
  }
  struct Window: Decodable {
    var offsets: [[Int]]
    var words: [Int32]
    var sequences: [Int32]
    var `class`: [Int]
    var start: [Float]
    var end: [Float]
  }
  struct Answer: Decodable {
    var score: Double
    var start: Int
    var end: Int
    var answer: String
  }
  struct Case: Decodable {
    var context: String
    var windows: [Window]
    var results: [[Answer]]
  }
  var settings: [Setting]
  var cases: [Case]
}

@Suite struct AnswersTests {
  @Test(arguments: 0..<6)
  func answersAreThoseOfThePipeline(setting: Int) throws {
    try compare("answers.json", contextSequence: 1, setting: setting)
  }

  /// Where the tokenizer fills up at the left side, the context comes first and the pipeline masks nothing.
  @Test(arguments: 0..<6)
  func answersAreThoseOfThePipelineWithTheContextFirst(setting: Int) throws {
    try compare("answers-left.json", contextSequence: 0, setting: setting)
  }

  private func compare(_ file: String, contextSequence: Int32, setting: Int) throws {
    let fixture = try huggingFaceFixture(file, as: AnswerFixture.self)
    #expect(fixture.cases.count > 15)
    let recorded = fixture.settings[setting]
    let options = HuggingFace.AnswerOptions(
      topK: recorded.topK, maximumLength: recorded.maximumLength, allowsNull: recorded.allowsNull,
      alignsToWords: recorded.alignsToWords)
    for example in fixture.cases {
      let windows = example.windows.map { window in
        HuggingFace.AnswerWindow(
          offsets: window.offsets.map { $0[0]..<$0[1] }, wordIDs: window.words,
          sequenceIDs: window.sequences, contextSequence: contextSequence,
          isClassToken: window.class.map { $0 == 1 },
          startLogits: window.start, endLogits: window.end)
      }
      let found = HuggingFace.answers(in: CodePoints(example.context), windows: windows, options: options)
      let expected = example.results[setting]
      #expect(found.count == expected.count, "\(example.context)")
      for (one, other) in zip(found, expected) {
        #expect(sameBytes(one.text, other.answer), "\(example.context)")
        #expect(one.start == other.start && one.end == other.end, "\(example.context)")
        #expect(isClose(one.score, other.score, within: 1e-6), "\(example.context)")
      }
    }
  }
}
