import Checkpoints
import Models
import Records
import Reporting
import Runs
import Tasks

/// What an annotating command was asked for.
package struct AnnotateRequest: Sendable {
  /// What is done to a record.
  package var task: TaskSettings
  /// The model.
  package var model = ModelChoice()
  /// Input files; `-` is standard input.
  package var inputs: [String] = ["-"]
  /// How they are read.
  package var reading: ReadingSettings
  /// Where the outputs go and how they look.
  package var output = OutputSettings()
  /// Numbers and threads.
  package var computing = ComputingSettings()
  /// What happens to records that cannot be annotated.
  package var failing = FailingSettings()
  /// What is reported while running and at the end.
  package var reporting = ReportingSettings()

  /// A request with every setting at its default.
  package init(task: TaskName) {
    self.task = TaskSettings(task)
    reading = ReadingSettings(task.shape)
  }
}
