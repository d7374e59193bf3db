import Annotations
import Checkpoints
import Encoders
import Records
import Tasks
import TestSupport
import Testing
import Tokenizers

/// How gold becomes targets of windows.
struct TargetsTests {
  private func tag(_ window: Int = 48) throws -> (TagLearning, ModelFixture) {
    let fixture = try ModelFixture("bert")
    let task = TagTask(
      tokenizer: fixture.tokenizer, labels: ["D", "N"], wordRule: .preTokenizer,
      windowing: Windowing(window: window), unit: .codePoints, withLogits: false)
    return (TagLearning(task, labels: LabelSet(["D", "N"])), fixture)
  }

  private func learned(
    _ task: some LearnableTask, _ fields: Fields, _ gold: Gold?
  ) throws(LearningReject) -> LearnedRecord {
    var workspace = TokenizerWorkspace()
    return try task.learned(fields, gold, workspace: &workspace)
  }

  @Test("a word's first piece alone has its label")
  func firstPieces() throws {
    let (task, _) = try tag()
    // `cats` is `cat` and `##s`: tokens are [CLS] the cat ##s sat [SEP].
    let record = try learned(task, .words(["the", "cats", "sat"]), .tags(["D", "N", nil]))
    #expect(record.windows.count == 1)
    #expect(record.windows[0].window.ids.count == 6)
    #expect(record.windows[0].window.rows == .some([1, 2, 4]))
    #expect(record.windows[0].targets == .classes([0, 1, -1]))
  }

  @Test("a word of a long text is learned once, in the window where it counts")
  func windows() throws {
    let (task, _) = try tag(12)
    let words = (0..<50).map { $0 % 2 == 0 ? "the" : "cat" }
    let record = try learned(task, .words(words), .tags(words.map { $0 == "the" ? "D" : "N" }))
    #expect(record.windows.count > 4)
    #expect(record.windows.reduce(0) { $0 + $1.targets.count } == 50)
  }

  @Test("what teaches nothing says why")
  func rejects() throws {
    let (task, _) = try tag()
    func fault(_ gold: Gold?) -> TargetFault? {
      do throws(LearningReject) {
        _ = try learned(task, .words(["the", "cat"]), gold)
        return nil
      } catch {
        if case .gold(let fault) = error { return fault }
        return nil
      }
    }
    #expect(fault(nil) == .noGold)
    #expect(fault(.tags(["D"])) == .wordCount(words: 2, labels: 1))
    #expect(fault(.tags(["D", "X"])) == .unknownLabel("X"))
    #expect(fault(.tags([nil, nil])) == .noTarget)
    #expect(fault(.label("D")) == .otherGold)
  }

  @Test("an answer is learned in the windows that hold it, the others learn token 0")
  func answers() throws {
    let fixture = try ModelFixture("bert")
    let task = QATask(
      tokenizer: fixture.tokenizer, windowing: Windowing(window: 22, overlap: 2),
      settings: QATask.Settings(), unit: .codePoints)
    let context = (0..<30).map { $0 == 20 ? "red" : "cat" }.joined(separator: " ")
    let gold = Gold.answers([GoldAnswer(text: "red", start: 80)], isImpossible: false)
    let record = try learned(task, .question("when ?", context: context), gold)
    var held = 0
    for window in record.windows {
      guard case .span(let start, let end) = window.targets else {
        Issue.record("not a span")
        return
      }
      guard start > 0 else { continue }
      held += 1
      #expect(start == end)
      guard case .some(let rows) = window.window.rows else {
        Issue.record("rows of the context are wanted")
        return
      }
      let red = fixture.tokenizer.tokenize(.text("red")).ids
      #expect(window.window.ids[Int(rows[Int(start)])] == red[0])
    }
    #expect(held > 0 && held < record.windows.count)
    let none = try learned(
      task, .question("when ?", context: context), .answers([], isImpossible: true))
    #expect(none.windows.allSatisfy { $0.targets == .span(start: 0, end: 0) })
  }

  @Test("classes, sets of classes and numbers")
  func classes() throws {
    let fixture = try ModelFixture("bert")
    func target(_ label: String, _ problem: ProblemType) throws -> WindowTargets {
      let scorer = LabelScorer(labels: ["a", "b"], problemType: problem, listing: LabelListing())
      let task = PairLearning(
        PairTask(
          tokenizer: fixture.tokenizer, labels: scorer, windowing: Windowing(window: 48), long: .truncate),
        labels: LabelSet(["a", "b"]), problem: problem)
      return try learned(task, .pair("the cat", nil), .label(label)).windows[0].targets
    }
    #expect(try target("b", .singleLabel) == .classes([1]))
    #expect(try target("a|b", .multiLabel) == .marks([1, 1]))
    #expect(try target("1.5", .regression) == .number(1.5))
    #expect(throws: LearningReject.self) { try target("x", .regression) }
  }
}
