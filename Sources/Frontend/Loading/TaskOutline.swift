import Checkpoints
import Encoders
import Records
import Tasks

/// What a task will read and write, known from its checkpoint's names and labels alone: before weights are packed.
struct TaskOutline: Sendable {
  /// What its annotations hold.
  let kind: AnnotationKind
  /// What a record must hold for a file to be an input of the task when none is named. A head of natural language inference
  /// is asked of pairs: a text alone is no input of it, though it would label one.
  let shape: FieldSelection.Shape

  /// Looks at the checkpoint of a request.
  init(_ request: AnnotateRequest, _ source: ModelSource) throws(CommandFault) {
    let given = request.reading.selection.shape
    switch request.task {
    case .qa: self.init(.answer, given)
    case .fillMask: self.init(.masks, given)
    case .embed: self.init(.vectors, given)
    case .nsp: self.init(.label, given)
    case .tag where request.decoding.aggregation != nil: self.init(.spans, given)
    case .tag:
      let head = try Self.head(request, source)
      self.init(head.kind == .token && SpanDecoding(labels: head.labels) != nil ? .spans : .words, given)
    case .pair where request.decoding.labels != nil: self.init(.label, .text)
    case .pair:
      let head = try Self.head(request, source)
      let isInference =
        request.reading.selection.text == nil && ZeroShotTask.Inference(labels: head.labels) != nil
      self.init(.label, head.kind == .choice ? .choices : isInference ? .pair : given)
    }
  }

  private init(_ kind: AnnotationKind, _ shape: FieldSelection.Shape) {
    self.kind = kind
    self.shape = shape
  }

  /// The head that a request will read, and its labels.
  private static func head(
    _ request: AnnotateRequest, _ source: ModelSource
  ) throws(CommandFault) -> (kind: HeadKind, labels: [String]) {
    do throws(ModelError) {
      let kinds = HeadKind.kinds(for: request.task)
      let opened = try OpenedCheckpoint(source.folder, wanted: kinds)
      defer { opened.close() }
      let form = try opened.head(kinds)
      return (form.kind, try opened.labels(of: form))
    } catch {
      throw .model(error)
    }
  }
}
