import JSON
import Records
import Tasks
import TestSupport
import Testing

@Suite struct ChoiceTests {
  private let fixture: ModelFixture

  init() throws { fixture = try ModelFixture("choice", head: .choice) }

  @Test func givesTheLogitsOfTransformers() throws {
    var listing = LabelListing()
    listing.topK = .max
    listing.withLogits = true
    let task = ChoiceTask(tokenizer: fixture.tokenizer, windowing: Windowing(window: 48), listing: listing)
    let recorded = try ModelFixture.recorded("expected.json").list("choice")
    #expect(recorded.count == 2)
    for entry in recorded {
      let choices = try entry.strings("choices")
      let annotation = try fixture.annotation(task, .choices(entry.text("text"), choices))
      let label = try annotation.label()
      let logits = try entry.floats("logits")
      #expect(try largestDifference(#require(label.logits), logits) < 1e-5)
      let best = try #require(logits.indices.max { logits[$0] < logits[$1] })
      #expect(label.index == best && label.label == choices[best])
      let scores = try #require(label.scores).map(\.score)
      #expect(scores.count == choices.count && isClose(scores.reduce(0, +), 1, within: 1e-6))
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
