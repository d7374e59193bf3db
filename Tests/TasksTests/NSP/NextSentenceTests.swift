import Checkpoints
import Encoders
import JSON
import Records
import Tasks
import TestSupport
import Testing
import Tokenizers

@Suite struct NextSentenceTests {
  @Test(arguments: [
    ("bert", "nsp", HeadKind.nextSentence, ["next", "random"]),
    ("albert", "sop", HeadKind.sentenceOrder, ["ordered", "swapped"]),
  ])
  func givesTheLogitsOfTransformers(
    _ name: String, _ key: String, _ kind: HeadKind, _ labels: [String]
  ) throws {
    let fixture = try ModelFixture(name, head: kind)
    var listing = LabelListing()
    listing.withLogits = true
    let task = NextSentenceTask(
      tokenizer: fixture.tokenizer, kind: kind, windowing: Windowing(window: 48), listing: listing)
    let recorded = try ModelFixture.recorded("expected.json").list(key)
    #expect(recorded.count == 3)
    for (number, entry) in recorded.enumerated() {
      let annotation = try fixture.annotation(task, .pair(entry.text("text"), entry.text("text_pair")))
      let label = try annotation.label()
      let logits = try entry.floats("logits")
      try #require(logits.count == 2)
      #expect(try largestDifference(#require(label.logits), logits) < 1e-5)
      #expect(label.label == labels[logits[0] >= logits[1] ? 0 : 1])
      #expect((annotation.truncatedTokens != nil) == (number == 2))
    }
  }

  @Test func refusesOneText() throws {
    let fixture = try ModelFixture("bert", head: .nextSentence)
    let task = NextSentenceTask(
      tokenizer: fixture.tokenizer, kind: .nextSentence, windowing: Windowing(window: 48),
      listing: LabelListing())
    #expect(throws: Reject.Reason.missingKey(wanted: ["text_pair"], present: ["text"])) {
      var workspace = TokenizerWorkspace()
      _ = try task.prepare(.pair("alone", nil), workspace: &workspace)
    }
  }
}
