import JSON
import Records
import Tasks
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
    guard case .masks(let masks) = try fixture.annotation(task, .text(text)).value else { return [] }
    return masks
  }

  private func expectSame(_ candidates: [MaskCandidate], _ expected: [JSONValue]) {
    #expect(candidates.map(\.id) == expected.compactMap { $0["token"]?.int })
    #expect(candidates.map(\.text) == expected.compactMap { $0["token_str"]?.string })
    #expect(candidates.map { $0.sequence ?? "" } == expected.compactMap { $0["sequence"]?.string })
    let scores = expected.compactMap { $0["score"]?.double.map { Float($0) } }
    #expect(largestDifference(candidates.map(\.score), scores) < 1e-5)
  }

  @Test func givesWhatThePipelineGives() throws {
    let task = try task {
      $0.topK = 4
      $0.withSequences = true
    }
    for entry in try ModelFixture.recorded("pipelines.json")["fill_mask"]?.list ?? [] {
      let found = try masks(task, entry["text"]?.string ?? "")
      let result = entry["result"]?.list ?? []
      let expected = found.count == 1 ? [result] : result.map(\.list)
      #expect(found.count == expected.count)
      for (mask, candidates) in zip(found, expected) { expectSame(mask.candidates, candidates) }
    }
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
    let recorded = try #require(try ModelFixture.recorded("pipelines.json")["spelt"]).list
      .filter { $0["model"]?.string == name }
    #expect(recorded.count == 3)
    for entry in recorded {
      let fields = Fields.text(entry["text"]?.string ?? "")
      guard case .masks(let found) = try fixture.annotation(task, fields).value else { continue }
      let result = entry["result"]?.list ?? []
      let expected = found.count == 1 ? [result] : result.map(\.list)
      #expect(found.count == expected.count)
      for (mask, candidates) in zip(found, expected) { expectSame(mask.candidates, candidates) }
    }
  }

  @Test func keepsToTargets() throws {
    let recorded = try #require(try ModelFixture.recorded("pipelines.json")["targets"])
    let targets = MaskTargets(recorded["names"]?.strings ?? [], tokenizer: fixture.tokenizer)
    #expect(
      targets.replaced == [
        .init(target: "mats", token: "mat"), .init(target: "zebra", token: "[UNK]"),
      ])
    let task = try task {
      $0.targets = targets.ids
      $0.withSequences = true
    }
    let found = try masks(task, recorded["text"]?.string ?? "")
    expectSame(found[0].candidates, recorded["result"]?.list ?? [])
  }

  @Test func readsAMaskWhereItHasMostContext() throws {
    let recorded = try ModelFixture.recorded("expected.json")
    let long = try #require(recorded["long"])
    let windowing = Windowing(window: long["window"]?.int ?? 0, overlap: long["overlap"]?.int)
    let text = long["text"]?.string ?? ""
    let annotation = try fixture.annotation(try task(window: windowing) { $0.topK = 3 }, .text(text))
    #expect(annotation.windows == long["windows"]?.int)
    guard case .masks(let masks) = annotation.value else { return }
    let expected = recorded["long_masks"]?.list ?? []
    #expect(masks.count == expected.count && masks.count == 4)
    for (mask, expected) in zip(masks, expected) {
      #expect(mask.candidates.map(\.id) == expected["ids"]?.list.compactMap(\.int))
      #expect(largestDifference(mask.candidates.map(\.score), expected["scores"]?.floats ?? []) < 1e-5)
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
    let all = try masks(try task { $0.topK = .max }, "the [MASK] .")[0].candidates
    #expect(all.count == fixture.taskModel.width(of: 0))
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.logit >= $1.logit })
    #expect(abs(all.reduce(0) { $0 + $1.score } - 1) < 1e-5)
    let five = try masks(try task(), "the [MASK] .")[0].candidates
    #expect(five == Array(all.prefix(5)))
  }

  @Test func refusesATextWithoutMask() throws {
    #expect(throws: Reject.Reason.noMask(token: "[MASK]")) {
      var workspace = TokenizerWorkspace()
      _ = try task().prepare(.text("no mask"), workspace: &workspace)
    }
  }
}
