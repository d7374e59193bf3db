import BatchRuntime
import Checkpoints
import Compute
import Encoders
import Logging
import Tasks

/// Measures how fast a model runs, precision by precision. `write` gets the report.
package func bench(_ request: BenchRequest, write: (String) -> Void) -> ExitStatus {
  let log = Logger(label: "bertrun") { _ in LogLine(json: false) }
  do throws(CommandFault) {
    try BenchRun(request).run(write)
    return .done
  } catch {
    log.error("\(Wording.of(error))")
    return error.status
  }
}

/// One call of `bench`.
private struct BenchRun {
  /// Tokens of the inputs that are read: figures need no more, and memory is bounded.
  private static let enough = 1 << 20

  private let request: BenchRequest
  private let running: AnnotateRequest
  private let processor: Processor

  init(_ request: BenchRequest) throws(CommandFault) {
    self.request = request
    var running = request.running
    // Without a model the folder is that of a task; with one it says what the task is.
    running.task = request.task ?? .tag
    if request.task == nil, running.model != nil {
      running.task = try Self.task(of: ModelSource.folder(of: running))
    }
    running.reading.selection.shape = running.task.shape
    self.running = running
    do throws(ComputeError) {
      processor = try .chosen()
    } catch {
      throw .compute(error)
    }
  }

  /// The task of a task folder, or that of a checkpoint's first head.
  private static func task(of folder: CheckpointFolder) throws(CommandFault) -> TaskName {
    do throws(ModelError) {
      let opened = try OpenedCheckpoint(folder)
      defer { opened.close() }
      if let manifest = opened.manifest { return manifest.task }
      return opened.heads.first { $0.kind != .pooled }?.kind.task ?? .embed
    } catch {
      throw .model(error)
    }
  }

  func run(_ write: (String) -> Void) throws(CommandFault) {
    let precisions =
      request.precisions.isEmpty ? Precision.allCases.filter(processor.supports) : request.precisions
    let threads = running.computing.threads ?? CoreCount.available()
    var report: BenchReport?
    var input: TaskWindows?
    for precision in precisions {
      var running = running
      running.computing.precision = precision
      let task = try LoadedTask(running)
      if input == nil, !running.inputs.isEmpty { input = try TaskWindows(running, task, enough: Self.enough) }
      var whole =
        report
        ?? BenchReport(
          running, model: task, threads: threads, processor: processor.summary, input: input)
      let measured = try measure(task.model, input?.windows, precision: precision, threads: threads)
      if !request.json { write((report == nil ? whole.heading : "") + measured.text) }
      whole.precisions.append(measured)
      report = whole
    }
    if request.json, let report { write(report.json) }
  }

  private func measure(
    _ model: TaskModel, _ windows: [Window]?, precision: Precision, threads: Int
  ) throws(CommandFault) -> BenchReport.Measured {
    let windows = windows ?? SyntheticWindows.make(for: model, limit: model.architecture.positions.limit)
    let works = BenchWork.split(
      windows, for: model, batchRows: running.computing.batchTokens ?? TaskModel.batchRows)
    do throws(ComputeError) {
      var measured = BenchReport.Measured(
        precision: precision,
        peak: try ProductPeak.measure(
          model.architecture, precision: precision, engine: model.engine, threads: threads))
      for work in works {
        let figure = try BenchFigure.measure(
          work, on: model, threads: threads, batches: request.batches, seconds: request.seconds)
        measured.rows.append(BenchReport.Row(work: work, figure: figure))
      }
      return measured
    } catch {
      throw .compute(error)
    }
  }
}
