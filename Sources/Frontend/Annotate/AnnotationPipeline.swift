import BatchRuntime
import Compute
import Encoders
import Records
import Tasks

/// What all workers of a job share: the task, the model and the writer of each input's format.
struct AnnotationJob: Sendable {
  /// Cuts records into windows and decodes their scores.
  let task: any AnnotationTask
  /// The key that annotations go under.
  let key: String
  /// The encoder and the head that the task reads.
  let model: TaskModel
}

/// One worker of an annotating run: tokenizes, computes, decodes and renders what it takes.
struct AnnotationPipeline: Pipeline, ~Copyable {
  private let job: AnnotationJob
  private var workspace: TaskModel.Workspace

  /// A worker, made on its own thread.
  init(_ job: AnnotationJob) throws(RunFault) {
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
      case done(JobOutput.Item)
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

  private func done(_ input: JobInput, _ item: JobOutput.Item) -> (prepared: Prepared, units: [Window]) {
    (Prepared(file: input.file, state: .done(item)), [])
  }

  mutating func compute(_ windows: [Window]) throws(RunFault) -> [Scores] {
    job.model.scores(of: windows, workspace: &workspace)
  }

  mutating func finish(_ prepared: Prepared, _ scores: [Scores]) throws(RunFault) -> JobOutput {
    switch prepared.state {
    case .done(let item): return JobOutput(file: prepared.file, item: item)
    case .record(let record, let work, let writer):
      do throws(Reject) {
        let annotation = KeyedAnnotation(job.key, work.decode(scores))
        let bytes = try writer.render(record, [annotation])
        let tokens = work.windows.reduce(0) { $0 + $1.ids.count }
        return JobOutput(file: prepared.file, item: .record(bytes, tokens: tokens))
      } catch {
        return JobOutput(file: prepared.file, item: .reject(error, remains: record.remainsWhenRejected))
      }
    }
  }
}
