import JSON
import TestSupport
import Testing

/// Gold that gives labels by their numbers.
@Suite struct NumberedGoldTests {
  private struct Found: Equatable {
    let accuracy: Double
    let records: Int
  }

  private func evaluate(_ file: String, _ scratch: Scratch) throws -> Found {
    let outcome = try Binary.run(["eval", "pair", file, "--json"], input: [], in: scratch.folder)
    let report = try JSONValue.parse(outcome.output)
    return Found(
      accuracy: try #require(report["metrics"]?["accuracy"]?.double), records: report["records"]?.int ?? 0)
  }

  @Test func numbersAreLookedUpAmongTheModelsLabels() throws {
    let scratch = try Scratch()
    let names = ["contradiction", "entailment", "neutral"]
    let pairs = (0..<9).map { number in
      #""text":"A dog runs in park \#(number).","text_pair":"An animal is number \#(number * 3) of all.""#
    }
    func write(_ name: String, _ label: (Int) -> String) throws {
      try scratch.file(
        name, pairs.enumerated().map { #"{"label":\#(label($0)),\#($1)}"# }.joined(separator: "\n") + "\n")
    }
    try write("names.jsonl") { "\"\(names[$0 % 3])\"" }
    try write("numbers.jsonl") { "\($0 % 3)" }
    try write("texts.jsonl") { "\"\($0 % 3).0\"" }
    try write("none.jsonl") { $0 == 0 ? "-1" : "\($0 % 3)" }
    let expected = try evaluate("names.jsonl", scratch)
    #expect(expected.records == 9)
    #expect(try evaluate("numbers.jsonl", scratch) == expected)
    #expect(try evaluate("texts.jsonl", scratch) == expected)
    #expect(try evaluate("none.jsonl", scratch).records == 8)
  }
}
