import Tasks
import TestSupport
import Testing

private struct LabelFixture: Decodable {
  struct Label: Decodable {
    var label: String
    var score: Float
  }
  struct Case: Decodable {
    var problem: String?
    var labels: [String]
    var logits: [Float]
    var results: [String: [Label]]
    var top: Label
  }
  var cases: [Case]
}

@Suite struct LabelsTests {
  @Test(arguments: ["default", "sigmoid", "softmax", "none"])
  func labelsAreThoseOfThePipeline(function: String) throws {
    let cases = try huggingFaceFixture("labels.json", as: LabelFixture.self).cases
    #expect(cases.count > 30)
    for example in cases {
      let chosen =
        HuggingFace.ScoreFunction(rawValue: function)
        ?? HuggingFace.ScoreFunction(problemType: example.problem, labelCount: example.labels.count)
      let found = HuggingFace.labels(example.labels, logits: example.logits, function: chosen, topK: nil)
      let expected = try #require(example.results[function])
      #expect(found.map(\.label) == expected.map(\.label))
      #expect(largestDifference(found.map(\.score), expected.map(\.score)) <= 1e-6)
      if function == "default" {
        let top = HuggingFace.labels(example.labels, logits: example.logits, function: chosen)
        #expect(top.map(\.label) == [example.top.label])
      }
    }
  }
}

@Suite struct PieceDecoderTests {
  @Test func wordPieceJoinsAndCleans() {
    let decoder = PieceDecoder.wordPiece()
    #expect(
      decoder.decode(["do", "##n", "'", "t", ".", "!", "n't", "##'s", "'s", ","]) == "don ' t.!n't's's,")
    #expect(decoder.decode(["##a", "##b"]) == "##ab")
    #expect(decoder.decode([]) == "")
    #expect(PieceDecoder.wordPiece(cleanup: false).decode(["a", "."]) == "a .")
  }
}
