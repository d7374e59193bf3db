import Checkpoints
import Commands
import Compute
import Foundation
import Measuring
import TestSupport
import Testing

/// Whether the processor has the narrow products that are checked.
private let hasNarrowProducts =
  (try? Processor.chosen()).map { $0.supports(.int8) && $0.supports(.bf16) } ?? false

@Suite struct PrecisionCheckTests {
  private static let model = Binary.root.appendingPathComponent("Tests/TasksTests/Fixtures/Models/nli").path
  private let scratch: Scratch
  private let gold: String

  init() throws {
    scratch = try Scratch()
    let lines =
      ["label\ttext\ttext_pair"]
      + (0..<24).map { number in
        let labels = ["contradiction", "entailment", "neutral"]
        return "\(labels[number % 3])\ta dog runs \(number)\tan animal is outside \(number * 7)"
      }
    gold = try scratch.file("gold.tsv", lines.joined(separator: "\n") + "\n").path
  }

  private func convert(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(
      ["convert", "-m", Self.model, "-o", scratch.folder.path + "/out"] + arguments, input: [])
  }

  private func manifest() throws -> TaskManifest {
    try TaskManifest(path: scratch.folder.path + "/out/pair/task.json")
  }

  @Test(.enabled(if: hasNarrowProducts, "needs int8 and bf16 products"))
  func recordsALossWithinTheLimit() throws {
    let run = try convert("--int8", "--check", gold, "--max-loss", "100", "--keep-bf16", "2")
    #expect(run.status == 0, "\(run.errors)")
    let check = try #require(try manifest().precision.first)
    #expect(check.name == "int8")
    #expect(check.checked == "gold.tsv, 24 records")
    let card = try #require(scratch.text("out/pair/README.md"))
    // What is recorded is the largest loss of the table: its rows are a metric, f32, int8 and the change.
    let losses = card.split(separator: "\n").compactMap { line -> Double? in
      let cells = line.split(separator: "|").compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
      return cells.count == 3 ? cells[0] - cells[1] : nil
    }
    #expect(try isClose(check.delta, #require(losses.max()), within: 0.011))
    #expect(run.lines.contains { $0.hasPrefix("pair") && $0.hasSuffix("gold.tsv, 24 records") })
    #expect(run.lines.filter { $0.hasSuffix("kept in bf16") }.count == 2)
    #expect(card.hasPrefix("# pair\n\n## int8\n\nint8 against f32, on gold.tsv, 24 records:\n"))
    #expect(card.contains("| accuracy | "))
    #expect(card.components(separatedBy: "kept in bf16").count == 3)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted()
        == ["gold.tsv", "out"])
    // The folder is one to convert from: its card stays, and figures on the same numbers lose nothing.
    let again = try Binary.run(
      ["convert", "-m", scratch.folder.path + "/out/pair", "-o", scratch.folder.path + "/again", "--bf16"],
      input: [])
    #expect(again.status == 0)
    #expect(scratch.text("again/pair/README.md") == card)
  }

  @Test(.enabled(if: hasNarrowProducts, "needs int8 and bf16 products"))
  func aLossOverTheLimitIsToldAndNotRecorded() throws {
    let run = try convert("--bf16", "--check", "pair=\(gold)", "--max-loss=-101")
    #expect(run.status == 65)
    #expect(try manifest().precision.isEmpty)
    #expect(run.errors.contains("bertrun: task 'pair' loses "))
    #expect(
      run.errors.contains(
        "points of accuracy in bf16, more than --max-loss -101.00; its card does not record the precision, so it runs "
          + "in f32 unless asked otherwise; raise the limit\n"))
  }

  @Test(.enabled(if: hasNarrowProducts, "needs int8 and bf16 products"))
  func goldMustFitTheTasks() throws {
    let strange = try convert("--int8", "--check", "qa=\(gold)")
    #expect(strange.status == 64)
    #expect(strange.errors == "bertrun: --check has no gold for task 'pair', give --check pair=FILE\n")
  }

  @Test func flagsMustFitEachOther() throws {
    #expect(try convert("--check", gold).status == 64)
    #expect(try convert("--int8", "--max-loss", "1").status == 64)
    #expect(try convert("--bf16", "--check", gold, "--keep-bf16", "1").status == 64)
  }

  @Test func strangeGoldIsNamed() {
    #expect(
      ConvertFault.strangeGold(.qa, tasks: [.pair]).message
        == "--check has gold for task 'qa', but the tasks made are 'pair'")
    #expect(
      ConvertFault.goldOfWhat("g.tsv", tasks: [.tag, .pair]).message
        == "--check 'g.tsv' does not say which task it is for, expected TASK=FILE with 'tag' or 'pair'")
    #expect(
      ConvertFault.cannotCheck(.embed).message == "task 'embed' cannot be checked, leave --check out")
  }

  @Test func changeIsAShareOfTheScoresThemselves() {
    #expect(ProductCost.change(of: [[3, 4]], from: [[3, 4]]) == 0)
    #expect(ProductCost.change(of: [[3], [5]], from: [[3], [4]]) == 0.2)
    #expect(ProductCost.change(of: [], from: []) == 0)
  }
}
