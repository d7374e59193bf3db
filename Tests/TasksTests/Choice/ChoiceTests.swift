import JSON
import Records
import Tasks
import Testing

@Suite struct ChoiceTests {
  private let fixture: ModelFixture

  init() throws { fixture = try ModelFixture("choice", head: .choice) }

  @Test func givesTheLogitsOfTransformers() throws {
    var listing = LabelListing()
    listing.topK = .max
    listing.withLogits = true
    let task = ChoiceTask(tokenizer: fixture.tokenizer, windowing: Windowing(window: 48), listing: listing)
    for entry in try ModelFixture.recorded("expected.json")["choice"]?.list ?? [] {
      let choices = entry["choices"]?.strings ?? []
      let annotation = try fixture.annotation(task, .choices(entry["text"]?.string ?? "", choices))
      guard case .label(let label) = annotation.value else { continue }
      let logits = entry["logits"]?.floats ?? []
      #expect(largestDifference(label.logits ?? [], logits) < 1e-5)
      let best = logits.indices.max { logits[$0] < logits[$1] }
      #expect(label.index == best && label.label == choices[best ?? 0])
      #expect(label.scores?.count == choices.count)
      #expect(abs((label.scores ?? []).reduce(0) { $0 + $1.score } - 1) < 1e-6)
      #expect(annotation.truncatedTokens == nil)
    }
  }

  @Test func saysWhereItCut() throws {
    let task = ChoiceTask(
      tokenizer: fixture.tokenizer, windowing: Windowing(window: 12), listing: LabelListing())
    let annotation = try fixture.annotation(
      task, .choices("the cat sat on the mat and then it slept", ["it slept .", "the rain fell over it ."]))
    #expect(annotation.truncatedTokens == 10 + 6 + 3)
  }
}
