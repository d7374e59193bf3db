import Checkpoints
import Encoders
import JSON
import Records
import Tasks
import TestSupport
import Testing
import Tokenizers

@Suite struct EmbedTests {
  private func vector(_ fixture: ModelFixture, _ task: EmbedTask, _ fields: Fields) throws -> [Float] {
    try fixture.annotation(task, fields).vector()
  }

  private func task(_ fixture: ModelFixture, _ form: VectorForm, window: Int = 48) -> EmbedTask {
    EmbedTask(
      tokenizer: fixture.tokenizer, form: form, windowing: Windowing(window: window), long: .mean)
  }

  @Test(arguments: ["cls", "mean", "max", "pooler"])
  func poolsAndAveragesWindows(_ name: String) throws {
    let fixture = try name == "pooler" ? ModelFixture("bert", head: .pooled) : ModelFixture("bert")
    let source: VectorForm.Source =
      try name == "pooler" ? .pooler : .pooled([#require(VectorPooling(rawValue: name))])
    let task = task(fixture, VectorForm(source))
    let recorded = try ModelFixture.recorded("expected.json").list("embed")
    #expect(recorded.count == 5)
    for entry in recorded {
      let found = try vector(fixture, task, .text(entry.text("text")))
      #expect(try largestDifference(found, entry.floats(name)) < 1e-5)
    }
  }

  @Test func givesAVectorAToken() throws {
    let fixture = try ModelFixture("bert")
    let task = task(fixture, VectorForm(.tokens))
    let recorded = try ModelFixture.recorded("expected.json").list("embed")
    #expect(recorded.count == 5)
    for entry in recorded {
      let rows = try fixture.annotation(task, .text(entry.text("text"))).vectors()
      let expected = try entry.lists("none").map { try $0.map { Float(try #require($0.double)) } }
      #expect(rows.map(\.count) == expected.map(\.count))
      #expect(largestDifference(rows.flatMap(\.self), expected.flatMap(\.self)) < 1e-5)
    }
  }

  @Test func followsSentenceTransformers() throws {
    let fixture = try ModelFixture("sentence")
    let modules = try SentenceModules(fixture.folder)
    #expect(modules.form.source == .pooled([.max, .meanSquareRoot]))
    #expect(modules.form.layers.map(\.outputs) == [12, 8] && modules.form.normalizes)
    #expect(modules.preparation.lowercases && modules.preparation.prompt == "this is about ")
    let task = EmbedTask(
      tokenizer: fixture.tokenizer, form: modules.form, windowing: Windowing(window: 24), long: .truncate,
      preparation: modules.preparation)
    let recorded = try ModelFixture.recorded("expected.json").list("sentence")
    try #require(recorded.count == 5)
    for entry in recorded {
      let found = try vector(fixture, task, .text(entry.text("text")))
      #expect(try largestDifference(found, entry.floats("vector")) < 1e-5)
    }
    let long = try fixture.annotation(task, .text(recorded[4].text("text")))
    #expect(try #require(long.truncatedTokens) > 24 && long.windows == nil)
  }

  @Test func takesMeansWhereNoFileSaysOtherwise() throws {
    let modules = try SentenceModules(ModelFixture("bert").folder)
    #expect(modules.form == VectorForm(.pooled([.mean])))
    #expect(modules.preparation == EmbedTask.TextPreparation())
  }

  @Test func readsWordsAsTheTextTheyMake() throws {
    let fixture = try ModelFixture("bert")
    let task = task(fixture, VectorForm(.pooled([.mean])))
    let words = try vector(fixture, task, .words(["The", "cat", "sat", "."]))
    #expect(!words.isEmpty && words.allSatisfy(\.isFinite))
    #expect(try words == vector(fixture, task, .text("the cat sat .")))
  }

  @Test func scalesToLengthOne() throws {
    let fixture = try ModelFixture("bert")
    var form = VectorForm(.pooled([.first]))
    form.normalizes = true
    let found = try vector(fixture, task(fixture, form), .text("a cat"))
    #expect(isClose(found.reduce(0) { $0 + $1 * $1 }, 1, within: 1e-6))
  }

  private static let pooled: [(VectorPooling, [Float])] = [
    (.first, [1, 4]), (.max, [3, 4]), (.mean, [2, 1]), (.last, [2, -1]),
    (.weightedMean, [13.0 / 6, 1.0 / 6]), (.meanSquareRoot, [3.4641016, 1.7320508]),
  ]

  @Test(arguments: pooled)
  func poolsRows(_ pooling: VectorPooling, _ expected: [Float]) {
    let rows = Scores(values: [1, 4, 3, 0, 2, -1], width: 2)
    #expect(largestDifference(VectorForm(.pooled([pooling])).vector(rows), expected) < 1e-6)
  }
}
