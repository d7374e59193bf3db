import JSON
import Records
import Tasks
import TestSupport
import Testing

@Suite struct ZeroShotTests {
  @Test func givesWhatThePipelineGives() throws {
    let fixture = try ModelFixture("nli", head: .sequence)
    let inference = try #require(ZeroShotTask.Inference(labels: fixture.model.heads[0].labels))
    var listing = LabelListing()
    listing.topK = .max
    let recorded = try ModelFixture.recorded("pipelines.json").list("zero_shot")
    #expect(recorded.count == 8)
    for entry in recorded {
      let question = ZeroShotTask.Question(
        labels: try entry.strings("labels"), template: try entry.text("template"),
        isMultiLabel: try #require(entry["multi_label"]?.bool as Bool?))
      let task = ZeroShotTask(
        tokenizer: fixture.tokenizer, windowing: Windowing(window: 48), inference: inference,
        question: question, listing: listing)
      let scores = try #require(fixture.annotation(task, .text(entry.text("text"))).label().scores)
      let result = try #require(entry["result"])
      #expect(try scores.map(\.label) == result.strings("labels"))
      #expect(try largestDifference(scores.map(\.score), result.floats("scores")) < 1e-5)
    }
  }

  @Test func findsOutputsByName() {
    let three = ZeroShotTask.Inference(labels: ["Neutral", "Contradiction", "Entailment"])
    #expect(three?.entailment == 2 && three?.contradiction == 1)
    let two = ZeroShotTask.Inference(labels: ["entailment", "not_entailment"])
    #expect(two?.entailment == 0 && two?.contradiction == 1)
    #expect(ZeroShotTask.Inference(labels: ["LABEL_0", "LABEL_1", "LABEL_2"]) == nil)
  }
}
