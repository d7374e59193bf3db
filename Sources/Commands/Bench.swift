import BatchRuntime
import Checkpoints
import Compute
import Encoders
import Logging
import Measuring
import Models
import Records
import Tasks

/// What `bench` was asked for.
package struct BenchRequest: Sendable {
  /// The task; nil is what the model has a head for.
  package var task: TaskName?
  /// The model.
  package var model = ModelChoice()
  /// Files whose texts are measured; without any, texts of fixed lengths are made up.
  package var inputs: [String] = []
  /// How they are read.
  package var reading = ReadingSettings(.anything)
  /// How texts are cut.
  package var decoding = DecodingSettings()
  /// Threads and batches.
  package var computing = ComputingSettings()
  /// The precisions to measure; empty is every one that the processor multiplies natively.
  package var precisions: [Precision] = []
  /// The least number of batches behind a figure.
  package var batches = 30
  /// The least number of seconds behind a figure.
  package var seconds = 1.0
  /// Whether the report is one JSON object.
  package var json = false

  /// A request with every setting at its default.
  package init() {}
}

/// Measures how fast a model runs, precision by precision. `write` gets the report.
package func bench(_ request: BenchRequest, write: (String) -> Void) -> CommandEnd {
  command {
    try BenchRun(request).run(write)
    return .exit(.done)
  }
}

/// One call of `bench`.
private struct BenchRun {
  /// Tokens of the inputs that are read: figures need no more, and memory is bounded.
  private static let enough = 1 << 20

  private let request: BenchRequest
  private let settings: TaskSettings
  private let processor: Processor

  init(_ request: BenchRequest) throws {
    self.request = request
    var task = request.task
    // Without a model the folder is that of a task; with one it says what the task is.
    if task == nil, request.model.name != nil { task = try Self.task(of: request.model.folder(of: .tag)) }
    var settings = TaskSettings(task ?? .tag)
    settings.decoding = request.decoding
    self.settings = settings
    processor = try .chosen()
  }

  /// The task of a task folder, or that of a checkpoint's first head.
  private static func task(of folder: CheckpointFolder) throws(ModelError) -> TaskName {
    let opened = try OpenedCheckpoint(folder)
    defer { opened.close() }
    if let manifest = opened.manifest { return manifest.task }
    return opened.heads.first { $0.kind != .pooled }?.kind.task ?? .embed
  }

  func run(_ write: (String) -> Void) throws {
    let precisions =
      request.precisions.isEmpty ? Precision.allCases.filter(processor.supports) : request.precisions
    let threads = request.computing.threads ?? CoreCount.available()
    var reading = request.reading
    reading.selection.shape = settings.task.shape
    var report: BenchReport?
    var input: TaskWindows?
    for precision in precisions {
      var computing = request.computing
      computing.precision = precision
      let task = try LoadedTask(settings, request.model, computing)
      if input == nil, !request.inputs.isEmpty {
        input = try TaskWindows(request.inputs, reading, task, enough: Self.enough)
      }
      var whole =
        report
        ?? BenchReport(
          task: settings.task.rawValue, model: task, threads: threads, processor: processor.summary,
          inputs: request.inputs, input: input)
      let measured = try measure(task.model, input?.windows, precision: precision, threads: threads)
      if !request.json { write((report == nil ? whole.heading : "") + measured.text) }
      whole.precisions.append(measured)
      report = whole
    }
    if request.json, let report { write(report.json) }
  }

  private func measure(
    _ model: TaskModel, _ windows: [Window]?, precision: Precision, threads: Int
  ) throws(ComputeError) -> BenchReport.Measured {
    let windows = windows ?? SyntheticWindows.make(for: model, limit: model.architecture.positions.limit)
    let works = BenchWork.split(
      windows, for: model, batchRows: request.computing.batchTokens ?? TaskModel.batchRows)
    var measured = BenchReport.Measured(
      precision: precision,
      peak: try ProductPeak.measure(
        model.architecture, precision: precision, engine: model.engine, threads: threads),
      machineRate: try ProductPeak.machineRate(precision, engine: model.engine, threads: threads))
    for work in works {
      let figure = try BenchFigure.measure(
        work, on: model, threads: threads, batches: request.batches, seconds: request.seconds)
      measured.rows.append(BenchReport.Row(work: work, figure: figure))
    }
    return measured
  }
}
