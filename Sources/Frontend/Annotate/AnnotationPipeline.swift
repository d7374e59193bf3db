import BatchRuntime
import Compute
import Encoders
import Records
import Tasks

/// What all workers of a job share: the tasks, the models, and what is wanted of an annotated record.
struct AnnotationJob<Product: Sendable>: Sendable {
  /// A task, and where its scores come from.
  struct Part: Sendable {
    /// Cuts records into windows and decodes their scores.
    let task: any AnnotationTask
    /// The number of its model among the job's.
    let model: Int
    /// The number of its head in the model.
    let head: Int
    /// Whether a record may lack what the task reads; it then gets no annotation of it.
    let isOptional: Bool
  }

  /// The tasks, in the order of the annotations.
  let parts: [Part]
  /// The encoders and their heads.
  let models: [TaskModel]
  /// Makes what the sink gets of a record and its annotations, one a task, given the writers of its input; called on the
  /// workers.
  let product: @Sendable (Record, [Annotation?], RecordWriters) throws(Reject) -> Product

  /// A job of several tasks.
  init(
    parts: [Part], models: [TaskModel],
    product: @escaping @Sendable (Record, [Annotation?], RecordWriters) throws(Reject) -> Product
  ) {
    self.parts = parts
    self.models = models
    self.product = product
  }

  /// A job of one task.
  init(
    task: any AnnotationTask, model: TaskModel,
    product: @escaping @Sendable (Record, Annotation, RecordWriters) throws(Reject) -> Product
  ) {
    self.init(parts: [Part(task: task, model: 0, head: 0, isOptional: false)], models: [model]) {
      record, annotations, writers throws(Reject) in
      guard let annotation = annotations[0] else { preconditionFailure("the one task annotates or rejects") }
      return try product(record, annotation, writers)
    }
  }

  /// What the tasks make of a record.
  func prepare(_ fields: Fields) throws(Reject.Reason) -> SharedRecord {
    var preparations: [SharedRecord.Preparation?] = []
    var firstMissing: Reject.Reason?
    for (number, part) in parts.enumerated() {
      do throws(Reject.Reason) {
        guard let own = fields.own(of: number) else {
          preparations.append(nil)
          continue
        }
        let prepared = try part.task.prepare(own)
        try models[part.model].check(prepared.windows)
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

extension Fields {
  /// What one of several tasks reads; readers of formats that hold one kind of record give the same to all.
  fileprivate func own(of task: Int) -> Fields? {
    guard case .several(let several) = self else { return self }
    return several[task]
  }
}

/// One worker of an annotating run: tokenizes, computes, decodes and hands on what it takes.
struct AnnotationPipeline<Product: Sendable>: Pipeline, ~Copyable {
  private let job: AnnotationJob<Product>
  private var memory: [Memory]

  /// One model's memory. A reference, so that an array can hold it; it is touched by the worker's thread alone.
  private final class Memory {
    var workspace: TaskModel.Workspace

    init(for model: TaskModel) throws(ComputeError) { workspace = try model.makeWorkspace() }
  }

  /// A worker, made on its own thread.
  init(_ job: AnnotationJob<Product>) throws(RunFault) {
    self.job = job
    do throws(ComputeError) {
      memory = try job.models.map { model throws(ComputeError) in try Memory(for: model) }
    } catch {
      throw .compute(error)
    }
  }

  /// What an input waits as.
  struct Prepared: Sendable {
    let file: Int
    let end: Int
    let state: State

    enum State: Sendable {
      case record(Record, SharedRecord, writers: RecordWriters)
      case done(JobOutput<Product>.Item)
    }
  }

  static func cost(of input: JobInput) -> Int { input.cost }

  static func rows(of window: SharedWindow) -> Int { max(1, window.ids.count) }

  mutating func prepare(_ input: JobInput) throws(RunFault) -> (prepared: Prepared, units: [SharedWindow]) {
    switch input.item {
    case .begin(let writers): return done(input, .begin(writers: writers))
    case .end(let fault): return done(input, .end(fault))
    case .read(.verbatim(let bytes), let writers): return done(input, .verbatim(writers.main.verbatim(bytes)))
    case .read(.header(let bytes), let writers): return done(input, .verbatim(writers.main.header(bytes)))
    case .read(.reject(let reject), _): return done(input, .reject(reject, remains: []))
    case .read(.record(let record), let writers):
      do throws(Reject.Reason) {
        let prepared = try job.prepare(record.fields)
        return (
          Prepared(file: input.file, end: input.end, state: .record(record, prepared, writers: writers)),
          prepared.windows
        )
      } catch {
        let reject = Reject(error, place: record.place, id: record.id, raw: record.raw)
        return done(input, .reject(reject, remains: record.remainsWhenRejected))
      }
    }
  }

  private func done(_ input: JobInput, _ item: JobOutput<Product>.Item) -> (
    prepared: Prepared, units: [SharedWindow]
  ) {
    (Prepared(file: input.file, end: input.end, state: .done(item)), [])
  }

  mutating func compute(_ windows: [SharedWindow]) throws(RunFault) -> [[Scores]] {
    if job.models.count == 1 { return job.models[0].scores(of: windows, workspace: &memory[0].workspace) }
    var scores = [[Scores]](repeating: [], count: windows.count)
    for number in job.models.indices {
      let own = windows.indices.filter { windows[$0].model == number }
      let found = job.models[number].scores(of: own.map { windows[$0] }, workspace: &memory[number].workspace)
      for (place, scored) in zip(own, found) { scores[place] = scored }
    }
    return scores
  }

  mutating func finish(_ prepared: Prepared, _ scores: [[Scores]]) throws(RunFault) -> JobOutput<Product> {
    func output(_ item: JobOutput<Product>.Item) -> JobOutput<Product> {
      JobOutput(file: prepared.file, end: prepared.end, item: item)
    }
    switch prepared.state {
    case .done(let item): return output(item)
    case .record(let record, let work, let writers):
      do throws(Reject) {
        let product = try job.product(record, work.annotations(scores), writers)
        return output(.record(product, tokens: work.tokenCount))
      } catch {
        return output(.reject(error, remains: record.remainsWhenRejected))
      }
    }
  }
}
