import Checkpoints
import Encoders

extension ModelSource {
  /// The head that a task will read, and its labels: from the checkpoint's names alone.
  package func head(of task: TaskName) throws(ModelError) -> (kind: HeadKind, labels: [String]) {
    let kinds = task.heads
    let opened = try OpenedCheckpoint(folder, wanted: kinds)
    defer { opened.close() }
    let form = try opened.head(kinds)
    return (form.kind, try opened.labels(of: form))
  }
}
