import Annotations
import Checkpoints
import Records

/// What is asked of a task.
package struct TaskSettings: Sendable {
  /// The task.
  package var task: TaskName
  /// How texts are cut and scores are decoded.
  package var decoding = DecodingSettings()
  /// Names and shapes of an annotation's parts.
  package var schema: AnnotationStyle.Schema = .own

  /// A task with every setting at its default.
  package init(_ task: TaskName) { self.task = task }
}
