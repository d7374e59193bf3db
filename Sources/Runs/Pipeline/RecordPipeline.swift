import BatchRuntime
import Compute
import Records
import Tasks
import Tokenizers

/// One worker of a run: tokenizes, computes, decodes and hands on what it takes.
struct RecordPipeline<Product: Sendable>: Pipeline, ~Copyable {
  typealias Failure = any Error

  private let job: RecordJob<Product>
  private var memory: [Memory]
  private var tokenizing = TokenizerWorkspace()

  /// One model's memory. A reference, so that an array can hold it; it is touched by the worker's thread alone.
  private final class Memory {
    var workspace: TaskModel.Workspace

    init(for model: TaskModel) throws(ComputeError) { workspace = try model.makeWorkspace() }
  }

  /// A worker, made on its own thread.
  init(_ job: RecordJob<Product>) throws {
    self.job = job
    memory = try job.models.map { model throws(ComputeError) in try Memory(for: model) }
  }

  /// What an input waits as.
  struct Prepared: Sendable {
    let origin: Origin
    let state: State

    enum State: Sendable {
      /// A record, and the scores of those of its windows that are known.
      case record(Record, SharedRecord, known: [[Scores]?], RecordWriters)
      case done(OutputItem<Product>.Event)
    }
  }

  static func cost(of input: InputItem) -> Int { input.cost }

  static func rows(of window: SharedWindow) -> Int { max(1, window.ids.count) }

  mutating func prepare(_ input: InputItem) throws -> (prepared: Prepared, units: [SharedWindow]) {
    func done(_ event: OutputItem<Product>.Event) -> (Prepared, [SharedWindow]) {
      (Prepared(origin: input.origin, state: .done(event)), [])
    }
    switch input.event {
    case .opened(let writers): return done(.opened(writers))
    case .closed(let fault): return done(.closed(fault))
    case .read(.verbatim(let bytes), let writers): return done(.verbatim(writers.main.verbatim(bytes)))
    case .read(.header(let line), let writers): return done(.verbatim(writers.main.header(line)))
    case .read(.reject(let reject), _): return done(.reject(reject, remains: []))
    case .read(.record(let record), let writers):
      try job.checkWords(record.fields)
      do throws(Reject.Reason) {
        let prepared = try job.prepare(record.fields, workspace: &tokenizing)
        let known = job.memory.find(prepared.windows)
        let unknown = zip(prepared.windows, known).filter { $1 == nil }.map(\.0)
        job.memory.count(computed: 0, known: known.count - unknown.count)
        let state = Prepared.State.record(record, prepared, known: known, writers)
        return (Prepared(origin: input.origin, state: state), unknown)
      } catch {
        let reject = Reject(error, place: record.place, id: record.id, raw: record.raw)
        return done(.reject(reject, remains: writers.main.verbatim(record.remainsWhenRejected)))
      }
    }
  }

  mutating func compute(_ windows: [SharedWindow]) throws -> [[Scores]] {
    guard job.memory.isUsed else {
      job.memory.count(computed: windows.count, known: 0)
      return try scores(of: windows)
    }
    // This batch may have equal windows, or may have been computed since they were looked for.
    var found = job.memory.find(windows)
    var first: [SharedWindow: Int] = [:]
    var distinct: [SharedWindow] = []
    for (window, scores) in zip(windows, found) where scores == nil && first[window] == nil {
      first[window] = distinct.count
      distinct.append(window)
    }
    let computed = try scores(of: distinct)
    for (window, scores) in zip(distinct, computed) { job.memory.keep(window, scores) }
    job.memory.count(computed: distinct.count, known: windows.count - distinct.count)
    for (number, window) in windows.enumerated() where found[number] == nil {
      found[number] = first[window].map { computed[$0] }
    }
    return found.compactMap(\.self)
  }

  private mutating func scores(of windows: [SharedWindow]) throws -> [[Scores]] {
    if job.models.count == 1 { return job.models[0].scores(of: windows, workspace: &memory[0].workspace) }
    var scores = [[Scores]](repeating: [], count: windows.count)
    for number in job.models.indices {
      let own = windows.indices.filter { windows[$0].model == number }
      let found = job.models[number].scores(of: own.map { windows[$0] }, workspace: &memory[number].workspace)
      for (place, scored) in zip(own, found) { scores[place] = scored }
    }
    return scores
  }

  mutating func finish(_ prepared: Prepared, _ scores: [[Scores]]) throws -> OutputItem<Product> {
    switch prepared.state {
    case .done(let event): return OutputItem(origin: prepared.origin, event: event)
    case .record(let record, let work, let known, let writers):
      var computed = scores.makeIterator()
      let all = known.compactMap { $0 ?? computed.next() }
      guard all.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
        throw NonFiniteScore(file: prepared.origin.file, line: record.place.line)
      }
      do throws(Reject) {
        let product = try job.product(record, work.annotations(all), writers)
        return OutputItem(origin: prepared.origin, event: .record(product, tokens: work.tokenCount))
      } catch {
        return OutputItem(
          origin: prepared.origin,
          event: .reject(error, remains: writers.main.verbatim(record.remainsWhenRejected)))
      }
    }
  }
}
