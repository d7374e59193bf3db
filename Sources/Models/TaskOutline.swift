import Checkpoints
import Encoders
import Records
import Tasks

/// What a task will read and write, known from its checkpoint's names and labels alone: before weights are packed.
package struct TaskOutline: Sendable {
  /// What its annotations hold.
  package let kind: AnnotationKind
  /// What a record must hold for a file to be an input of the task when none is named. A head of natural language inference
  /// is asked of pairs: a text alone is no input of it, though it would label one.
  package let shape: FieldSelection.Shape

  /// Looks at the checkpoint of a task that reads these fields.
  package init(_ settings: TaskSettings, _ fields: FieldSelection, _ source: ModelSource) throws {
    let given = fields.shape
    switch settings.task {
    case .qa: self.init(.answer, given)
    case .fillMask: self.init(.masks, given)
    case .embed: self.init(.vectors, given)
    case .nsp: self.init(.label, given)
    case .tag where settings.decoding.aggregation != nil: self.init(.spans, given)
    case .tag:
      let head = try Self.head(settings.task, source)
      self.init(head.kind == .token && SpanDecoding(labels: head.labels) != nil ? .spans : .words, given)
    case .pair where settings.decoding.labels != nil: self.init(.label, .text)
    case .pair:
      let head = try Self.head(settings.task, source)
      let isInference =
        fields.text == nil && ZeroShotTask.Inference(labels: head.labels) != nil
      self.init(.label, head.kind == .choice ? .choices : isInference ? .pair : given)
    }
  }

  private init(_ kind: AnnotationKind, _ shape: FieldSelection.Shape) {
    self.kind = kind
    self.shape = shape
  }

  /// The head that a task will read, and its labels.
  private static func head(
    _ task: TaskName, _ source: ModelSource
  ) throws(ModelError) -> (kind: HeadKind, labels: [String]) {
    let kinds = HeadKind.kinds(for: task)
    let opened = try OpenedCheckpoint(source.folder, wanted: kinds)
    defer { opened.close() }
    let form = try opened.head(kinds)
    return (form.kind, try opened.labels(of: form))
  }
}
