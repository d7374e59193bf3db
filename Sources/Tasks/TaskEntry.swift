import Annotations
import Checkpoints
import Encoders
import Records

/// What bertrun knows of a task: its row in the table of tasks.
package struct TaskEntry: Sendable {
  /// The task.
  package let name: TaskName
  /// What it needs of a record.
  package let shape: FieldSelection.Shape
  /// How it is measured; nil where there is no gold for it.
  package var evaluation: Evaluation?
  /// Makes it of a model.
  package let make: @Sendable (TaskSetup) throws -> ConfiguredTask
  /// What it will read and write, known from its checkpoint's names and labels alone.
  package let outline: @Sendable (OutlineQuestion) throws -> TaskOutline

  /// How a task is measured.
  package struct Evaluation: Sendable {
    /// What gold gives for a record.
    package let gold: GoldSelection.Kind
    /// The metrics that a report can have, in its order.
    package let metrics: [String]
    /// The metrics by which a narrower precision is judged: of each list the first that a report has.
    package let judged: [[String]]
    /// The keys and columns that may hold a prediction, beside the task's own name.
    package let predictionKeys: [String]
  }
}

/// What a task will read and write, before weights are packed.
package struct TaskOutline: Sendable {
  /// What its annotations hold.
  package let kind: AnnotationKind
  /// What a record must hold for a file to be an input of the task when none is named.
  package let shape: FieldSelection.Shape
}

/// What a task's outline depends on.
package struct OutlineQuestion {
  /// What was asked.
  let asked: TaskSettings
  /// The fields that the user named.
  let fields: FieldSelection
  /// Looks up the head that the task will read, and its labels.
  let head: () throws -> (kind: HeadKind, labels: [String])

  /// A question about a task that reads these fields.
  package init(
    _ asked: TaskSettings, _ fields: FieldSelection,
    head: @escaping () throws -> (kind: HeadKind, labels: [String])
  ) {
    self.asked = asked
    self.fields = fields
    self.head = head
  }
}
