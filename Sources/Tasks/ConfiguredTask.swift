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
  /// The labels that a class or a word has one of, in the order of their raw scores.
  package internal(set) var labels: [String] = []
  /// Whether labels other than the best one are listed.
  package internal(set) var listsLabels = false
  /// The answers that are listed beside the best one.
  package internal(set) var answers = 0
  /// Elements of a vector, where annotations are vectors.
  package internal(set) var vectorWidth = 0
  /// What a user should know.
  package internal(set) var warnings: [TaskWarning] = []

  /// A task and what its annotations hold.
  init(_ task: any AnnotationTask, _ kind: AnnotationKind) {
    self.task = task
    self.kind = kind
  }

  /// A task that finds one of `labels`, and lists others as was asked.
  init(_ task: any AnnotationTask, labels: [String], _ listing: LabelListing) {
    self.init(task, .label)
    self.labels = labels
    listsLabels = listing.topK != nil || listing.threshold != nil
  }

  /// Where the task's annotations go, and what they hold.
  package func target(key: String, column: CoNLLUColumn) -> AnnotationTarget {
    var target = AnnotationTarget(key: key, kind: kind, column: column)
    target.labels = labels
    target.listsLabels = listsLabels
    target.answers = answers
    return target
  }
}
