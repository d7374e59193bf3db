import BatchRuntime
import Checkpoints
import Evaluation
import Faults
import Logging
import Reporting
import TestSupport
import Testing

/// Files of predictions against gold, with figures counted by hand.
@Suite struct PredictionFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func evaluate(
    _ task: TaskName, gold: String, predictions: String,
    _ change: (inout EvaluationSettings) -> Void = { _ in }
  ) throws -> EvaluationRun.Outcome {
    var settings = EvaluationSettings(task: task)
    settings.inputs = [scratch.path(gold)]
    settings.predictions = PredictionSettings(file: scratch.path(predictions))
    change(&settings)
    var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    log.logLevel = .critical
    let reporter = RunReporter(ReportingSettings(), task: task.rawValue, log: log, isTerminal: false)
    return try EvaluationRun(settings, reporter, log: log, Cancellation()).run()
  }

  private func value(_ name: String, _ outcome: EvaluationRun.Outcome) throws -> Double {
    let report = try #require(outcome.report)
    return try #require(report.result.metrics.first { $0.name == name }).value
  }

  @Test func classesAreCompared() throws {
    try scratch.file(
      "gold.jsonl",
      """
      {"text":"a","text_pair":"b","label":"x"}
      {"text":"c","text_pair":"d","label":"y"}
      {"text":"e","text_pair":"f","label":"y"}
      {"text":"g","text_pair":"h","label":"x"}

      """)
    try scratch.file(
      "told.jsonl",
      """
      {"pair":{"label":"x","score":0.9}}
      {"pair":{"label":"x","score":0.9}}
      {"pair":{"label":"y","score":0.9}}
      {"pair":{"label":"x","score":0.9}}

      """)
    let outcome = try evaluate(.pair, gold: "gold.jsonl", predictions: "told.jsonl")
    #expect(outcome.status == .done)
    #expect(try value("accuracy", outcome) == 75)
    #expect(outcome.report?.records == 4)
    #expect(outcome.strangers == nil)
  }

  @Test func labelsOfWordsAreComparedWordByWord() throws {
    try scratch.file(
      "gold.jsonl",
      """
      {"tokens":["a","b","c"],"tags":["X","Y","X"]}
      {"tokens":["d"],"tags":["Y"]}

      """)
    try scratch.file(
      "told.jsonl",
      """
      {"tag":[{"label":"X"},{"label":"X"},{"label":"X"}]}
      {"tag":["Y"]}

      """)
    let outcome = try evaluate(.tag, gold: "gold.jsonl", predictions: "told.jsonl")
    #expect(try value("accuracy", outcome) == 75)
  }

  @Test func anotherCountOfWordsIsARejectNotAScore() throws {
    try scratch.file(
      "gold.jsonl",
      """
      {"tokens":["a","b"],"tags":["X","Y"]}
      {"tokens":["d"],"tags":["Y"]}

      """)
    try scratch.file("told.jsonl", "{\"tag\":[\"X\"]}\n{\"tag\":[\"Y\"]}\n")
    let outcome = try evaluate(.tag, gold: "gold.jsonl", predictions: "told.jsonl")
    #expect(outcome.status == .rejected)
    #expect(try value("accuracy", outcome) == 100)
    #expect(outcome.report?.records == 1)
  }

  @Test func labelsThatNeverMeetAreReported() throws {
    try scratch.file("gold.jsonl", "{\"text\":\"a\",\"text_pair\":\"b\",\"label\":\"0\"}\n")
    try scratch.file("told.jsonl", "{\"pair\":{\"label\":\"yes\",\"score\":1}}\n")
    let outcome = try evaluate(.pair, gold: "gold.jsonl", predictions: "told.jsonl")
    #expect(outcome.strangers != nil)
    let named = try evaluate(.pair, gold: "gold.jsonl", predictions: "told.jsonl") {
      $0.gold.labels = [(gold: "0", model: "yes")]
    }
    #expect(named.strangers == nil)
    #expect(try value("accuracy", named) == 100)
  }

  @Test func answersAreScoredByTheirTexts() throws {
    try scratch.file(
      "gold.jsonl",
      """
      {"id":"1","question":"q","context":"the red house","answers":{"text":["red house"],"answer_start":[4]}}
      {"id":"2","question":"q","context":"the red house","answers":{"text":["red"],"answer_start":[4]}}

      """)
    try scratch.file("told.json", "{\"1\":\"The red house!\",\"2\":\"house\"}")
    let outcome = try evaluate(.qa, gold: "gold.jsonl", predictions: "told.json")
    // Articles and marks do not count: the first is exact, the second has no word in common.
    #expect(try value("exact", outcome) == 50)
    #expect(try value("f1", outcome) == 50)
  }

  @Test func goldWithoutAValueIsNoRecord() throws {
    try scratch.file("gold.jsonl", "{\"text\":\"a\",\"text_pair\":\"b\"}\n")
    try scratch.file("told.jsonl", "{\"pair\":{\"label\":\"x\",\"score\":1}}\n")
    #expect(throws: EvaluationFault.self) {
      try evaluate(.pair, gold: "gold.jsonl", predictions: "told.jsonl")
    }
  }
}
