import BatchRuntime
import Checkpoints
import Evaluation
import Foundation
import JSON
import Logging
import Reporting
import TestSupport
import Testing

/// Column files as gold and as predictions.
@Suite struct ColumnGoldTests {
  private let fixtures = Repository.fixtures("EvaluationTests")

  private func figures(gold: String, predictions: String, goldColumn: String?) throws -> [String: Double] {
    var settings = EvaluationSettings(task: .tag)
    settings.inputs = [gold]
    settings.gold.key = goldColumn
    settings.predictions = PredictionSettings(file: predictions)
    var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    log.logLevel = .critical
    let reporter = RunReporter(ReportingSettings(), task: "tag", log: log, isTerminal: false)
    let outcome = try EvaluationRun(settings, reporter, log: log, Cancellation()).run()
    let report = try #require(outcome.report)
    return Dictionary(uniqueKeysWithValues: report.result.metrics.map { ($0.name, $0.value) })
  }

  /// The fourth column of a file in the form of CoNLL-2003 against the fifth, as seqeval scores them.
  @Test func figuresAreThoseOfSeqeval() throws {
    let file = fixtures.appending(path: "conll2003.txt").path
    let found = try figures(gold: file, predictions: file, goldColumn: "4")
    let expected = try JSONValue.parse([UInt8](Data(contentsOf: fixtures.appending(path: "conll2003.json"))))
    for name in ["accuracy", "precision", "recall", "f1", "macro_f1"] {
      let ours = try #require(found[name])
      #expect(abs(ours - (try #require(expected[name]?.double))) < 1e-9, "\(name)")
    }
  }

  @Test func theLastColumnOfSpansIsGold() throws {
    let scratch = try Scratch()
    let gold = try scratch.file("gold.txt", "Ana NNP I-PER\nruns VBZ O\nfar RB O\n\n")
    let same = try scratch.file("same.conll", "Ana\tI-PER\nruns\tO\nfar\tO\n\n")
    #expect(try figures(gold: gold.path, predictions: same.path, goldColumn: nil)["f1"] == 100)
    #expect(try figures(gold: gold.path, predictions: gold.path, goldColumn: "2")["accuracy"] == 0)
  }
}
