import Annotations
import Records

/// A task as it was asked for, of a model, and what its annotations hold.
package struct ConfiguredTask: Sendable {
  /// The task.
  package let task: any AnnotationTask
  /// What its annotations hold.
  package let kind: AnnotationKind
  /// What it needs of a record, where the model decides that; nil is what its entry says.
  package internal(set) var shape: FieldSelection.Shape?
  /// Elements of a vector, where annotations are vectors.
  package internal(set) var vectorWidth = 0
  /// What a user should know.
  package internal(set) var warnings: [TaskWarning] = []

  /// A task and what its annotations hold.
  init(_ task: any AnnotationTask, _ kind: AnnotationKind) {
    self.task = task
    self.kind = kind
  }
}
