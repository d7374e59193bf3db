import JSON
import Records
import Tasks
import Testing

@Suite struct ZeroShotTests {
  @Test func givesWhatThePipelineGives() throws {
    let fixture = try ModelFixture("nli", head: .sequence)
    let inference = try #require(ZeroShotTask.Inference(labels: fixture.model.heads[0].labels))
    var listing = LabelListing()
    listing.topK = .max
    let recorded = try ModelFixture.recorded("pipelines.json")["zero_shot"]?.list ?? []
    #expect(recorded.count == 8)
    for entry in recorded {
      let question = ZeroShotTask.Question(
        labels: entry["labels"]?.strings ?? [], template: entry["template"]?.string ?? "",
        isMultiLabel: entry["multi_label"]?.bool ?? false)
      let task = ZeroShotTask(
        tokenizer: fixture.tokenizer, windowing: Windowing(window: 48), inference: inference,
        question: question, listing: listing)
      guard
        case .label(let label) = try fixture.annotation(task, .text(entry["text"]?.string ?? "")).value
      else { continue }
      #expect(label.scores?.map(\.label) == entry["result"]?["labels"]?.strings)
      let scores = entry["result"]?["scores"]?.floats ?? []
      #expect(largestDifference(label.scores?.map(\.score) ?? [], scores) < 1e-5)
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
