import BatchRuntime
import Compute
import Encoders
import Records
import Tasks

/// What all workers of a job share: the task, the model, and what is wanted of an annotated record.
struct AnnotationJob<Product: Sendable>: Sendable {
  /// Cuts records into windows and decodes their scores.
  let task: any AnnotationTask
  /// The encoder and the head that the task reads.
  let model: TaskModel
  /// Makes what the sink gets of a record and its annotation, given the writer of its input; called on the workers.
  let product: @Sendable (Record, Annotation, any RecordWriter) throws(Reject) -> Product
}

/// One worker of an annotating run: tokenizes, computes, decodes and hands on what it takes.
struct AnnotationPipeline<Product: Sendable>: Pipeline, ~Copyable {
  private let job: AnnotationJob<Product>
  private var workspace: TaskModel.Workspace

  /// A worker, made on its own thread.
  init(_ job: AnnotationJob<Product>) throws(RunFault) {
    self.job = job
    do throws(ComputeError) {
      workspace = try job.model.makeWorkspace()
    } catch {
      throw .compute(error)
    }
  }

  /// What an input waits as.
  struct Prepared: Sendable {
    let file: Int
    let state: State

    enum State: Sendable {
      case record(Record, PreparedRecord, writer: any RecordWriter)
      case done(JobOutput<Product>.Item)
    }
  }

  static func cost(of input: JobInput) -> Int { input.cost }

  static func rows(of window: Window) -> Int { max(1, window.ids.count) }

  mutating func prepare(_ input: JobInput) throws(RunFault) -> (prepared: Prepared, units: [Window]) {
    switch input.item {
    case .begin(let writer): return done(input, .begin(writer: writer))
    case .end(let fault): return done(input, .end(fault))
    case .read(.verbatim(let bytes), let writer): return done(input, .verbatim(writer.verbatim(bytes)))
    case .read(.header(let bytes), let writer): return done(input, .verbatim(writer.header(bytes)))
    case .read(.reject(let reject), _): return done(input, .reject(reject, remains: []))
    case .read(.record(let record), let writer):
      do throws(Reject.Reason) {
        let prepared = try job.task.prepare(record.fields)
        return (
          Prepared(file: input.file, state: .record(record, prepared, writer: writer)), prepared.windows
        )
      } catch {
        let reject = Reject(error, place: record.place, id: record.id, raw: record.raw)
        return done(input, .reject(reject, remains: record.remainsWhenRejected))
      }
    }
  }

  private func done(_ input: JobInput, _ item: JobOutput<Product>.Item) -> (
    prepared: Prepared, units: [Window]
  ) {
    (Prepared(file: input.file, state: .done(item)), [])
  }

  mutating func compute(_ windows: [Window]) throws(RunFault) -> [Scores] {
    job.model.scores(of: windows, workspace: &workspace)
  }

  mutating func finish(_ prepared: Prepared, _ scores: [Scores]) throws(RunFault) -> JobOutput<Product> {
    switch prepared.state {
    case .done(let item): return JobOutput(file: prepared.file, item: item)
    case .record(let record, let work, let writer):
      do throws(Reject) {
        let product = try job.product(record, work.decode(scores), writer)
        let tokens = work.windows.reduce(0) { $0 + $1.ids.count }
        return JobOutput(file: prepared.file, item: .record(product, tokens: tokens))
      } catch {
        return JobOutput(file: prepared.file, item: .reject(error, remains: record.remainsWhenRejected))
      }
    }
  }
}
