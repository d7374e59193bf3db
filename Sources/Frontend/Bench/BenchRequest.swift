import Checkpoints
import Compute

/// Everything that `bench` was asked for.
package struct BenchRequest: Sendable {
  /// The task; nil is what the model has a head for.
  package var task: TaskName?
  /// The model, the inputs, threads and batches, as an annotating command would be asked; without inputs texts of fixed
  /// lengths are made up. What concerns writing is not read.
  package var running = AnnotateRequest(task: .tag)
  /// The precisions to measure; empty is every one that the processor multiplies natively.
  package var precisions: [Precision] = []
  /// The least number of batches behind a figure.
  package var batches = 30
  /// The least number of seconds behind a figure.
  package var seconds = 1.0
  /// Whether the report is one JSON object.
  package var json = false

  /// A request with every setting at its default.
  package init() { running.inputs = [] }
}
