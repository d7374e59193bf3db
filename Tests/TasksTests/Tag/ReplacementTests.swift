import Records
import Tasks
import Testing
import Tokenizers

/// ELECTRA's discriminator under `tag`.
@Suite struct ReplacementTests {
  @Test func saysOfEachWordWhetherItWasReplaced() throws {
    let fixture = try ModelFixture("electra", head: .token, .replacedToken)
    let task = TagTask(
      tokenizer: fixture.tokenizer, labels: TagTask.replacementLabels, wordRule: .preTokenizer,
      windowing: Windowing(window: 48), unit: .codePoints, withLogits: true, isBinary: true)
    for entry in try ModelFixture.recorded("expected.json")["replaced"]?.list ?? [] {
      guard case .words(let words) = try fixture.annotation(task, .text(entry["text"]?.string ?? "")).value
      else { continue }
      let logits = entry["logits"]?.floats ?? []
      #expect(largestDifference(words.flatMap { $0.logits ?? [] }, logits) < 1e-5)
      for (word, logit) in zip(words, logits) {
        #expect(word.label == (logit > 0 ? "replaced" : "original"))
        #expect(abs(word.score - sigmoid(abs(logit))) < 1e-6)
      }
    }
  }
}
