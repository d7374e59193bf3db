import Checkpoints
import Records

/// The tasks, a row each.
private let table: [TaskEntry] = [
  TagTask.entry, QATask.entry, PairTask.entry, FillMaskTask.entry, NextSentenceTask.entry, EmbedTask.entry,
]

extension TaskName {
  /// What bertrun knows of the task.
  package var entry: TaskEntry {
    guard let entry = table.first(where: { $0.name == self }) else {
      preconditionFailure("the table of tasks has a row for '\(rawValue)'")
    }
    return entry
  }

  /// What the task needs of a record.
  package var shape: FieldSelection.Shape { entry.shape }
}
