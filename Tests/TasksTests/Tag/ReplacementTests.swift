import Records
import Tasks
import TestSupport
import Testing
import Tokenizers

/// ELECTRA's discriminator under `tag`.
@Suite struct ReplacementTests {
  @Test func saysOfEachWordWhetherItWasReplaced() throws {
    let fixture = try ModelFixture("electra", head: .token, .replacedToken)
    let task = TagTask(
      tokenizer: fixture.tokenizer, labels: TagTask.replacementLabels, wordRule: .preTokenizer,
      windowing: Windowing(window: 48), unit: .codePoints, withLogits: true, isBinary: true)
    let recorded = try ModelFixture.recorded("expected.json").list("replaced")
    #expect(recorded.count == 2)
    for entry in recorded {
      let words = try fixture.annotation(task, .text(entry.text("text"))).words()
      let logits = try entry.floats("logits")
      #expect(words.count == logits.count)
      #expect(try largestDifference(words.flatMap { try #require($0.logits) }, logits) < 1e-5)
      for (word, logit) in zip(words, logits) {
        #expect(word.label == (logit > 0 ? "replaced" : "original"))
        #expect(isClose(word.score, sigmoid(abs(logit)), within: 1e-6))
      }
    }
  }
}
