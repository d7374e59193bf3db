import Checkpoints
import Metrics
import Models
import Records
import Tasks

/// What is measured, and how.
package struct EvaluationSettings: Sendable {
  /// The task.
  package var task: TaskSettings
  /// The model.
  package var model = ModelChoice()
  /// The gold files; `-` is standard input.
  package var inputs: [String] = ["-"]
  /// How they are read.
  package var reading: ReadingSettings
  /// Numbers and threads.
  package var computing = ComputingSettings()
  /// Where gold values stand.
  package var gold = GoldSettings()
  /// The file that is scored instead of running a model.
  package var predictions: PredictionSettings?
  /// Whether labels are read as spans strictly by a scheme; nil reads them as conlleval does.
  package var scheme: SpanScheme?
  /// Whose rules score answers; nil is those of 2.0 where the gold has a question without answer.
  package var rules: AnswerReport.Rules?
  /// How many samples confidence intervals are drawn from; nil gives none.
  package var bootstrap: Int?
  /// Figures that must be reached.
  package var minimums: [MetricMinimum] = []

  /// A task measured with every setting at its default.
  package init(task: TaskName) {
    self.task = TaskSettings(task)
    reading = ReadingSettings(task.shape)
  }
}
