import Foundation
import JSON
import TestSupport
import Testing

/// The files that SQuAD's scorers read.
@Suite struct SquadFilesTests {
  private static let document = """
    {"version":"v2.0","data":[{"title":"Trains","paragraphs":[{"context":"The night train leaves Lisbon at nine. \
    Ana Ferreira drives it.","qas":[{"id":"q1","question":"Who drives the train?","answers":[],"is_impossible":true},
    {"id":"q2","question":"When does it leave?","answers":[{"text":"nine","answer_start":33}]}]}]}]}
    """

  @Test func predictionsBestAnswersAndNullOddsAreWrittenTogether() throws {
    let scratch = try Scratch()
    _ = try scratch.file("dev.json", Self.document)
    let run = try Binary.run(
      "qa", "--quiet", "dev.json", "-o", "predictions.json", "--nbest", "nbest.json", "--null-odds",
      "odds.json.gz",
      in: scratch.folder)
    #expect(run.status == 0 && run.errors == "")
    let predictions = try JSONValue.parse(try #require(scratch.bytes("predictions.json")))
    #expect(predictions["q1"]?.string == "Ana Ferreira" && predictions["q2"]?.string == "nine")
    #expect(predictions.object?.members.count == 2)
    let best = try JSONValue.parse(try #require(scratch.bytes("nbest.json")))
    for id in ["q1", "q2"] {
      let list = try #require(best[id]?.array)
      #expect(list.count == 20 && list[0]["text"]?.string == predictions[id]?.string)
      let scores = list.compactMap { $0["probability"]?.double }
      #expect(scores.count == 20 && scores == scores.sorted(by: >))
    }
    #expect(scratch.names.filter { $0.hasSuffix(".partial") } == [])

    // The null score against eval's threshold: above it a question has no answer.
    let line =
      "gunzip odds.json.gz && \(Shell.quoted(Binary.executable.path)) eval qa dev.json --json --quiet "
    let eval = try Shell.run(
      "cd \(Shell.quoted(scratch.folder.path)) && \(line) --predictions predictions.json --null-odds odds.json"
    )
    #expect(eval.status == 0)
    #expect(eval.text.contains("\"exact\""))
  }

  @Test func questionsOfJSONLinesHavePredictionsToo() throws {
    let run = try Binary.run(
      "qa", "--quiet", "--to", "squad",
      input: #"{"id":7,"question":"Who came?","context":"Ana came late."}"# + "\n")
    #expect(run.text == "{\n    \"7\": \"Ana\"\n}\n")
    let several = try Binary.run(
      "qa", "tasks/qa/example.jsonl", "tasks/qa/example.jsonl", "--output-dir", "/tmp", "--nbest", "n.json")
    #expect(several.status == 64)
  }
}
