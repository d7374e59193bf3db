import Records
import Tasks

/// What the task factory makes of a request and a model.
struct MadeTask {
  /// The task.
  let task: any AnnotationTask
  /// What its annotations hold.
  let kind: AnnotationKind
  /// What it needs of a record, where the model decides that; nil is what its command needs.
  var shape: FieldSelection.Shape?
  /// Elements of a vector, where annotations are vectors.
  var vectorWidth = 0
  /// What a user should hear of.
  var warnings: [TaskWarning] = []

  /// A task and what its annotations hold.
  init(_ task: any AnnotationTask, _ kind: AnnotationKind) {
    self.task = task
    self.kind = kind
  }
}

/// Something about a task that is no error.
package enum TaskWarning: Sendable, Equatable {
  /// A target of `fill-mask` is no token; `token`, its first piece, stands for it, where it has one.
  case replacedTarget(String, token: String?)
}
