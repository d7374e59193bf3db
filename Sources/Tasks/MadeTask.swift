import Records

/// What the task factory makes of a request and a model.
package struct MadeTask {
  /// The task.
  package let task: any AnnotationTask
  /// What its annotations hold.
  package let kind: AnnotationKind
  /// What it needs of a record, where the model decides that; nil is what its command needs.
  package internal(set) var shape: FieldSelection.Shape?
  /// Elements of a vector, where annotations are vectors.
  package internal(set) var vectorWidth = 0
  /// What a user should hear of.
  package internal(set) var warnings: [TaskWarning] = []

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
