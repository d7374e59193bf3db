import Encoders
import JSON
import Records
import Tasks
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
    let recorded = try ModelFixture.recorded("expected.json")[key]?.list ?? []
    #expect(recorded.count == 3)
    for (number, entry) in recorded.enumerated() {
      let fields = Fields.pair(entry["text"]?.string ?? "", entry["text_pair"]?.string)
      let annotation = try fixture.annotation(task, fields)
      guard case .label(let label) = annotation.value else { continue }
      let logits = entry["logits"]?.floats ?? []
      #expect(largestDifference(label.logits ?? [], logits) < 1e-5)
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
