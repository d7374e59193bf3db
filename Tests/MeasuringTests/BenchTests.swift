import Foundation
import JSON
import Measuring
import TestSupport
import Testing

@Suite struct BenchTests {
  private static let model = Binary.root.appendingPathComponent("Tests/TasksTests/Fixtures/Models/bert").path
  private let quick = ["--batches", "2", "--seconds", "0", "--threads", "2", "--precision", "f32"]

  private func report(_ arguments: [String], input: String = "") throws -> JSONObject {
    let run = try Binary.run(
      ["bench", "--json", "-m", Self.model] + quick + arguments, input: Array(input.utf8))
    #expect(run.status == 0, "\(run.errors)")
    return try #require(try JSONValue.parse(run.output).object)
  }

  @Test func measuresMadeUpTextsOfEveryLengthThatTheModelTakes() throws {
    let report = try report([])
    let precision = try #require(report["precisions"]?.array?.first?.object)
    #expect(precision["precision"]?.string == "f32")
    let lengths = try #require(precision["lengths"]?.array).compactMap(\.object)
    #expect(lengths.compactMap { $0["length"]?.string } == ["all", "8", "16", "32"])
    for row in lengths {
      #expect(try #require(row["batches"]?.int) >= 2)
      let speed = try #require(row["tokens_per_second"]?.double)
      #expect(speed > 0)
      #expect(try #require(row["first_quartile"]?.double) <= speed)
      #expect(try #require(row["third_quartile"]?.double) >= speed)
      let stages = try #require(row["stages"]?.object)
      let names = ["embedding", "products", "attention", "element-wise", "head"]
      #expect(stages.members.map(\.key) == names)
      let shares = stages.members.compactMap(\.value.double)
      #expect(shares.count == names.count && isClose(shares.reduce(0, +), 1, within: 1e-6))
      #expect(shares.allSatisfy { $0 > 0 })
    }
  }

  @Test func measuresTheUsersTexts() throws {
    let report = try report(
      ["-"], input: #"{"text":"one [MASK] three"}"# + "\nno record\n" + #"{"text":"[MASK]"}"# + "\n")
    let input = try #require(report["input"]?.object)
    #expect(input["records"]?.int == 2)
    #expect(input["rejects"]?.int == 1)
    #expect(try #require(input["tokens"]?.int) > 4)
    #expect(input["cut"]?.bool == false)
  }

  @Test func tellsAPrecisionATable() throws {
    let run = try Binary.run(["bench", "-m", Self.model] + quick, input: [])
    #expect(run.status == 0)
    let table = try #require(run.lines.first { $0.hasPrefix("tokens ") })
    #expect(
      table.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        == "tokens windows mean tokens/s quartiles of peak embedding products attention element-wise head")
    #expect(run.lines.contains { $0.hasPrefix("f32: ") })
  }

  @Test func saysWhatItCannotMeasure() throws {
    let missing = try Binary.run(["bench", "/nowhere/at/all.jsonl"], input: [])
    #expect(missing.status == 66)
    #expect(missing.errors.hasPrefix("bertrun: /nowhere/at/all.jsonl: "))
    let empty = try Binary.run(["bench", "-m", Self.model, "-"], input: [])
    #expect(empty.status == 65)
    #expect(empty.errors == "bertrun: standard input: no record to measure, the files are empty\n")
    let broken = try Binary.run(["bench", "-m", Self.model, "-"], input: Array("{}\n".utf8))
    #expect(
      broken.errors == "bertrun: standard input: no record to measure, 1 record cannot be annotated\n")
    #expect(try Binary.run(["bench", "--batches", "0"], input: []).status == 64)
  }

  @Test func takesQuantilesBetweenNumbers() {
    #expect(BenchFigure.quantile([], 0.5) == 0)
    #expect(BenchFigure.quantile([3], 0.25) == 3)
    #expect(BenchFigure.quantile([1, 2, 4], 0.5) == 2)
    #expect(BenchFigure.quantile([1, 2, 4], 0.75) == 3)
    #expect(BenchFigure.quantile([1, 2], 1) == 2)
  }
}
