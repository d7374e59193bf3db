import ArgumentParser
import Commands
import Evaluation

/// What is measured, and how it is reported.
struct EvaluationOptions: ParsableArguments {
  @Option(
    name: [.long, .customLong("gold-column")],
    help: ArgumentHelp(
      "Key or column of the gold values (default: guessed): a name, an XML attribute with '@', or a number for a column file.",
      valueName: "key"))
  var goldKey: String?

  @Option(
    help: ArgumentHelp(
      "A gold label and the model's name for it; repeatable.", valueName: "gold=model"))
  var labelsMap: [LabelName] = []

  @Option(
    help: ArgumentHelp(
      """
      Score a file instead of running the model: JSON lines with the annotation, CoNLL-U, SQuAD's predictions.json, \
      or a table with a column of labels. Matched by 'id', else in order.
      """, valueName: "file"))
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "Key or column of the predictions (default: the task's name, then other common names).",
      valueName: "key"))
  var predictionsKey: String?

  @Option(
    help: ArgumentHelp(
      "Exit with 65 if a metric of the report is lower than x; repeatable.", valueName: "metric=x"))
  var min: [MetricMinimum] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Report 95 % confidence intervals from n resamplings of the records.", valueName: "n"))
  var bootstrap: Int?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if let bootstrap, bootstrap < 1 {
      throw ValidationError("--bootstrap must be at least 1, not '\(bootstrap)'")
    }
    if predictionsKey != nil, predictions == nil {
      throw ValidationError("--predictions-key belongs to --predictions FILE, give both")
    }
  }

  /// Fills in what the flags say.
  func apply(to request: inout EvaluateRequest) {
    request.evaluation.gold.key = goldKey
    request.evaluation.gold.labels = labelsMap.map { ($0.gold, $0.model) }
    if let predictions {
      var settings = PredictionSettings(file: predictions)
      settings.key = predictionsKey
      request.evaluation.predictions = settings
    }
    request.evaluation.minimums = min
    request.evaluation.bootstrap = bootstrap
    request.json = json
  }
}

/// A gold label and the model's name for it, with `=` between them.
struct LabelName: ExpressibleByArgument {
  let gold: String
  let model: String

  init?(argument: String) {
    let names = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard names.count == 2, !names[0].isEmpty, !names[1].isEmpty else { return nil }
    (gold, model) = (names[0], names[1])
  }
}

extension MetricMinimum: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
