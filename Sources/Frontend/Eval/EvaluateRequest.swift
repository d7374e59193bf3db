import Checkpoints
import Metrics
import Records

/// Everything that `eval` was asked for.
package struct EvaluateRequest: Sendable {
  /// The task, the gold files and the model, as an annotating command would be asked; what concerns writing is not read.
  package var running: AnnotateRequest
  /// Where gold values stand.
  package var gold = GoldSettings()
  /// The file that is scored instead of running a model.
  package var predictions: PredictionSettings?
  /// Whether labels are read as spans to the letter of a scheme; nil reads them as conlleval does.
  package var scheme: SpanScheme?
  /// Whose rules score answers; nil is those of 2.0 where the gold has a question without answer.
  package var rules: AnswerReport.Rules?
  /// How many samples confidence intervals are drawn from; nil gives none.
  package var bootstrap: Int?
  /// Figures that must be reached.
  package var minimums: [MetricMinimum] = []
  /// Whether the report is one JSON object.
  package var json = false

  /// A request to measure a task, with every setting at its default.
  package init(task: TaskName) { running = AnnotateRequest(task: task) }
}

/// Where gold values stand, and what is made of them.
package struct GoldSettings: Sendable {
  /// The key or column; nil is guessed.
  package var key: String?
  /// The CoNLL-U column.
  package var column: CoNLLUColumn = .upos
  /// Whether CoNLL-U sentences are given to the model as running text, and words found in it compared by their places.
  package var isRaw = false
  /// Gold labels that the model calls otherwise.
  package var labels: [(gold: String, model: String)] = []

  /// All at their defaults.
  package init() {}
}

/// A file of predictions.
package struct PredictionSettings: Sendable {
  /// The file.
  package var file: String
  /// The key or column of a prediction; nil is the task's name and what others use.
  package var key: String?
  /// The file with a number a question that tells how much better no answer is.
  package var nullOdds: String?

  /// Predictions in a file.
  package init(file: String) { self.file = file }
}

/// A figure that must be reached, such as `accuracy=95`.
package struct MetricMinimum: Sendable, Equatable {
  /// The metric's name in the report.
  package var metric: String
  /// The least value, in the report's unit: percent for rates.
  package var least: Double

  /// A figure that must be reached.
  package init(metric: String, least: Double) {
    self.metric = metric
    self.least = least
  }

  /// Reads `METRIC=X`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let least = Double(parts[1]), least.isFinite else {
      return nil
    }
    self.init(metric: String(parts[0]), least: least)
  }
}
