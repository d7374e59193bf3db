import Annotations
import JSON
import Records
import Tasks
import TestSupport
import Testing
import Tokenizers

@Suite struct FillMaskTests {
  private let fixture: ModelFixture

  init() throws { fixture = try ModelFixture("bert", head: .maskedLM) }

  private func task(
    window: Windowing = Windowing(window: 48), _ change: (inout FillMaskTask.Settings) -> Void = { _ in }
  ) throws -> FillMaskTask {
    var settings = FillMaskTask.Settings()
    change(&settings)
    return try #require(
      FillMaskTask(tokenizer: fixture.tokenizer, windowing: window, settings: settings, unit: .codePoints))
  }

  private func masks(_ task: FillMaskTask, _ text: String) throws -> [MaskAnnotation] {
    try fixture.annotation(task, .text(text)).masks()
  }

  private func expectSame(_ candidates: [MaskCandidate], _ expected: [JSONValue]) throws {
    #expect(try candidates.map(\.id) == expected.map { try $0.integer("token") })
    #expect(try candidates.map(\.text) == expected.map { try $0.text("token_str") })
    #expect(try candidates.map(\.sequence) == expected.map { try $0.text("sequence") })
    let scores = try expected.map { try #require($0["score"]?.double) }
    #expect(largestDifference(candidates.map(\.score), scores) < 1e-5)
  }

  /// What the pipeline gives: of one mask its candidates, of several a list a mask.
  private func expectSame(_ masks: [MaskAnnotation], _ entry: JSONValue) throws {
    let expected = try masks.count == 1 ? [entry.list("result")] : entry.lists("result")
    #expect(masks.count == expected.count)
    for (mask, candidates) in zip(masks, expected) { try expectSame(mask.candidates, candidates) }
  }

  @Test func givesWhatThePipelineGives() throws {
    let task = try task {
      $0.topK = 4
      $0.withSequences = true
    }
    let recorded = try ModelFixture.recorded("pipelines.json").list("fill_mask")
    #expect(recorded.count == 4)
    for entry in recorded { try expectSame(masks(task, entry.text("text")), entry) }
  }

  @Test(arguments: ["roberta", "xlm-roberta"])
  func givesWhatThePipelineGivesOfSpeltBlanks(_ name: String) throws {
    let fixture = try ModelFixture(name, head: .maskedLM)
    var settings = FillMaskTask.Settings()
    settings.topK = 12
    settings.withSequences = true
    let task = try #require(
      FillMaskTask(
        tokenizer: fixture.tokenizer, windowing: Windowing(window: 48), settings: settings, unit: .codePoints)
    )
    let recorded = try ModelFixture.recorded("pipelines.json").list("spelt")
      .filter { $0["model"]?.string == name }
    #expect(recorded.count == 3)
    for entry in recorded {
      try expectSame(fixture.annotation(task, .text(entry.text("text"))).masks(), entry)
    }
  }

  @Test func keepsToTargets() throws {
    let recorded = try #require(try ModelFixture.recorded("pipelines.json")["targets"])
    let targets = MaskTargets(try recorded.strings("names"), tokenizer: fixture.tokenizer)
    #expect(
      targets.replaced == [
        .init(target: "mats", token: "mat"), .init(target: "zebra", token: "[UNK]"),
      ])
    let task = try task {
      $0.targets = targets.ids
      $0.withSequences = true
    }
    let found = try masks(task, recorded.text("text"))
    try expectSame(#require(found.first).candidates, recorded.list("result"))
  }

  @Test func readsAMaskWhereItHasMostContext() throws {
    let recorded = try ModelFixture.recorded("expected.json")
    let long = try #require(recorded["long"])
    let windowing = try Windowing(window: long.integer("window"), overlap: long.integer("overlap"))
    let task = try task(window: windowing) { $0.topK = 3 }
    let annotation = try fixture.annotation(task, .text(long.text("text")))
    #expect(try annotation.windows == long.integer("windows"))
    let masks = try annotation.masks()
    let expected = try recorded.list("long_masks")
    #expect(masks.count == expected.count && masks.count == 4)
    for (mask, expected) in zip(masks, expected) {
      #expect(try mask.candidates.map(\.id) == expected.integers("ids"))
      #expect(try largestDifference(mask.candidates.map(\.score), expected.floats("scores")) < 1e-5)
    }
  }

  @Test func computesTheRowsOfMasksAlone() throws {
    var workspace = TokenizerWorkspace()
    let prepared = try task().prepared(.text("the [MASK] sat on the [MASK] ."), workspace: &workspace)
    #expect(prepared.windows.map(\.rows) == [.some([2, 6])])
  }

  @Test func pointsAtTheMask() throws {
    let found = try masks(try task(), "a bird\u{2019}s\u{1F426} [MASK] sat")
    #expect(found.map { $0.span.start..<$0.span.end } == [10..<16])
  }

  @Test func givesAllCandidatesInOrder() throws {
    let all = try #require(masks(task { $0.topK = .max }, "the [MASK] .").first).candidates
    #expect(all.count == fixture.taskModel.width(of: 0))
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.logit >= $1.logit })
    #expect(isClose(all.reduce(0) { $0 + $1.score }, 1, within: 1e-5))
    let five = try #require(masks(task(), "the [MASK] .").first).candidates
    #expect(five.count == 5 && five == Array(all.prefix(5)))
  }

  @Test func refusesATextWithoutMask() throws {
    #expect(throws: Reject.Reason.noMask(token: "[MASK]")) {
      var workspace = TokenizerWorkspace()
      _ = try task().prepare(.text("no mask"), workspace: &workspace)
    }
  }
}
