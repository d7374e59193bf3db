import Annotations
import Faults
import Models
import Records
import Tasks
import Tokenizers

/// What is done to the records of a run: the tasks, the models that they read, and the product of an annotated record.
/// Immutable, shared by all workers.
package struct RecordJob<Product: Sendable>: Sendable {
  /// A task, and where its scores come from.
  package struct Part: Sendable {
    /// Cuts records into windows and decodes their scores.
    let task: any AnnotationTask
    /// The number of its model among the job's.
    let model: Int
    /// The number of its head in the model.
    let head: Int
    /// Whether a record may lack what the task reads; it then gets no annotation of it.
    let isOptional: Bool
    /// Why the task takes words and no raw text; nil where it takes both.
    package var takesWordsOnly: (any Fault)?

    /// A task that reads a head of one of the job's models; of a task that cuts no windows the model does not matter.
    package init(_ task: any AnnotationTask, model: Int = 0, head: Int = 0, isOptional: Bool = false) {
      self.task = task
      self.model = model
      self.head = head
      self.isOptional = isOptional
    }

    /// A loaded task that reads a head of one of the job's models.
    package init(_ task: LoadedTask, model: Int = 0, head: Int = 0, isOptional: Bool = false) {
      self.init(task.configured.task, model: model, head: head, isOptional: isOptional)
      takesWordsOnly = task.takesWordsOnly
    }
  }

  /// The tasks, in the order of the annotations; none where records are taken as they are.
  let parts: [Part]
  /// The encoders and their heads; none where no task cuts windows.
  let models: [TaskModel]
  /// Scores of windows that were computed lately.
  let memory: WindowMemory
  /// Bytes of text that a record may have.
  package var maximumBytes = FailingSettings().maximumBytes
  /// Makes what the sink gets of a record and its annotations, one per task, given the writers of its input; called on
  /// the workers.
  let product: @Sendable (Record, [Annotation?], RecordWriters) throws(Reject) -> Product

  /// A job; without a memory every window is computed.
  package init(
    _ parts: [Part], models: [TaskModel], memory: WindowMemory = WindowMemory(bytes: 0),
    product: @escaping @Sendable (Record, [Annotation?], RecordWriters) throws(Reject) -> Product
  ) {
    self.parts = parts
    self.models = models
    self.memory = memory
    self.product = product
  }

  /// Throws where a task takes words alone and the record is raw text: so are all others, most likely.
  func checkWords(_ fields: Fields) throws {
    for (number, part) in parts.enumerated() {
      guard let fault = part.takesWordsOnly, let own = fields.own(of: number) else { continue }
      if case .words = own { continue }
      throw fault
    }
  }

  /// A record as the tasks prepare it.
  func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> SharedRecord {
    let bytes = fields.byteCount
    guard bytes <= maximumBytes else { throw .tooLarge(bytes: bytes, limit: maximumBytes) }
    var preparations: [SharedRecord.Preparation?] = []
    var firstMissing: Reject.Reason?
    for (number, part) in parts.enumerated() {
      do throws(Reject.Reason) {
        guard let own = fields.own(of: number) else {
          preparations.append(nil)
          continue
        }
        let prepared = try part.task.prepared(own, workspace: &workspace)
        if !prepared.windows.isEmpty { try models[part.model].check(prepared.windows) }
        preparations.append(.init(prepared, model: part.model, head: part.head))
      } catch {
        guard part.isOptional, case .missingKey = error else { throw error }
        firstMissing = firstMissing ?? error
        preparations.append(nil)
      }
    }
    if let firstMissing, preparations.allSatisfy({ $0 == nil }) { throw firstMissing }
    return SharedRecord(preparations)
  }
}

extension RecordJob<RenderedRecord> {
  /// A job that writes each record with the annotations of its tasks, under `keys`.
  package static func rendering(
    _ parts: [Part], keys: [String], models: [TaskModel], memory: WindowMemory = WindowMemory(bytes: 0)
  ) -> Self {
    RecordJob(parts, models: models, memory: memory) { record, annotations, writers throws(Reject) in
      let keyed = zip(keys, annotations).compactMap { key, annotation in
        annotation.map { KeyedAnnotation(key, $0) }
      }
      var rendered = try writers.render(record, keyed)
      rendered.missing = annotations.indices.filter { annotations[$0] == nil }
      return rendered
    }
  }
}

extension Fields {
  /// What one of several tasks reads; readers of formats that hold one kind of record give the same to all.
  fileprivate func own(of task: Int) -> Fields? {
    guard case .several(let several) = self else { return self }
    return several[task]
  }
}
