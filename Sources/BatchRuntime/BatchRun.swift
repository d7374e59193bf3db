import Foundation
import Synchronization

/// One run: a reader on a thread of its own, workers on theirs, the writer on the caller's.
package enum BatchRun {
  /// Room for deep recursion in a pipeline, whatever the system's default for threads is.
  private static let stackSize = 8 << 20
  /// How often time and cancellation are looked at. A sleeping thread is used for this, not timed waits on the
  /// condition, because those follow the wall clock, which may be set.
  private static let tick = 0.01
  /// How long one grip of small inputs should keep a worker busy between two visits to the shared state.
  private static let gripTime = Duration.milliseconds(2)
  private static let largestGrip = 256
  private static let startLimit = Duration.seconds(60)

  /// Runs every input that `read` gives through the pipelines and hands the outputs to `write` in input order.
  ///
  /// Bounded memory: inputs wait in `read` while the window is full. Outputs do not depend on settings or timing,
  /// as long as a unit's score does not depend on its batch.
  ///
  /// If `read`, a pipeline, or the writer throws, the run stops: every input before the failed one is still
  /// finished and written (not when the writer failed), then the failure is thrown. A batch that throws is computed
  /// again unit by unit, so that the failure is that of the unit alone.
  ///
  /// - Parameters:
  ///   - settings: sizes.
  ///   - cancellation: when set, nothing new is begun; what is written is flushed and the run returns at once,
  ///     without waiting for the steps that threads are in.
  ///   - makePipeline: called once on each worker's thread.
  ///   - read: called on the reader's thread; returns one or more inputs, empty for none yet, nil at the end. It may
  ///     block; a run that failed or was cancelled leaves it blocked and returns.
  ///   - write: called on the caller's thread for each output in input order.
  ///   - flush: called on the caller's thread at the end, when all that was read is written, and when nothing more
  ///     became ready for `RunSettings.patience`.
  package static func run<P: Pipeline & ~Copyable>(
    settings: RunSettings,
    cancellation: Cancellation? = nil,
    makePipeline: @escaping @Sendable () throws(P.Failure) -> P,
    read: sending @escaping () throws(P.Failure) -> [P.Input]?,
    write: (P.Output) throws(P.Failure) -> Void,
    flush: () throws(P.Failure) -> Void
  ) throws(RunFailure<P.Failure>) -> RunOutcome {
    let shared = Shared<P>(settings: settings)
    startReader(shared, read)
    for number in 0..<settings.workers { startWorker(number, shared, makePipeline) }
    startTicker(shared, cancellation)
    defer { shared.monitor.update { $0.over = true } }

    awaitThreads(shared, count: settings.workers + 2)

    writeAll(shared, cancellation, write, flush)
    let end = shared.monitor.wait(as: .writer) { state -> End<P>? in
      // Stopped where it is, a run leaves its threads to notice by themselves.
      guard state.schedule.stopped || state.liveWorkers == 0 else { return nil }
      return End(
        failed: state.schedule.failed, cancelled: state.cancelled, written: state.schedule.written,
        statistics: state.statistics)
    }
    if let failed = end.failed, !end.cancelled || failed.stage == .write {
      throw RunFailure(stage: failed.stage, input: failed.input, cause: failed.cause, written: end.written)
    }
    return RunOutcome(cancelled: end.cancelled, written: end.written, statistics: end.statistics)
  }

  private struct End<P: Pipeline & ~Copyable> {
    let failed: Schedule<P>.Failed?
    let cancelled: Bool
    let written: Int
    let statistics: RunStatistics
  }

  // MARK: Writer

  private static func writeAll<P: Pipeline & ~Copyable>(
    _ shared: Shared<P>, _ cancellation: Cancellation?, _ write: (P.Output) throws(P.Failure) -> Void,
    _ flush: () throws(P.Failure) -> Void
  ) {
    var written = 0
    do throws(P.Failure) {
      while true {
        let step = shared.monitor.wait(as: .writer) { state in
          state.schedule.noteWritten(before: written)
          return state.schedule.nextWriterStep(now: .now)
        }
        switch step {
        case .write(let outputs):
          for output in outputs {
            if cancellation?.isCancelled == true { break }
            try write(output)
            written += 1
          }
        case .flush:
          try flush()
        case .stop:
          try flush()
          return
        }
      }
    } catch {
      shared.monitor.update { state in
        state.schedule.noteWritten(before: written)
        state.schedule.fail(.write, input: written, cause: error)
        state.schedule.stop()
      }
    }
  }

  // MARK: Reader

  private static func startReader<P: Pipeline & ~Copyable>(
    _ shared: Shared<P>, _ read: sending @escaping () throws(P.Failure) -> [P.Input]?
  ) {
    let source = Handover(read)
    start("reader", shared) {
      guard let read = source.take() else { return }
      do throws(P.Failure) {
        while let inputs = try read() {
          var admitted = 0
          let closed = shared.monitor.wait(as: .reader) { state -> Bool? in
            if state.schedule.closed { return true }
            admitted = state.schedule.admit(inputs, from: admitted, now: .now)
            return admitted == inputs.count ? false : nil
          }
          if closed { return }
        }
        shared.monitor.update { $0.schedule.end() }
      } catch {
        shared.monitor.update { state in
          state.schedule.fail(.read, input: nil, cause: error)
          state.schedule.end()
        }
      }
    }
  }

  // MARK: Ticker

  private static func startTicker<P: Pipeline & ~Copyable>(_ shared: Shared<P>, _ cancellation: Cancellation?)
  {
    start("ticker", shared) {
      var over = false
      while !over {
        Thread.sleep(forTimeInterval: tick)
        let cancelled = cancellation?.isCancelled ?? false
        over = shared.monitor.update { state in
          if cancelled && !state.over {
            state.cancelled = true
            state.schedule.stop()
          }
          return state.over
        }
      }
    }
  }

  // MARK: Workers

  private static func startWorker<P: Pipeline & ~Copyable>(
    _ number: Int, _ shared: Shared<P>, _ makePipeline: @escaping @Sendable () throws(P.Failure) -> P
  ) {
    start("worker \(number)", shared) {
      do throws(P.Failure) {
        var worker = Worker(
          pipeline: try makePipeline(), shared: shared, gripTime: gripTime, grip: largestGrip)
        worker.work()
      } catch {
        shared.monitor.update { state in
          state.schedule.fail(.start, input: state.schedule.written, cause: error)
          state.schedule.stop()
        }
      }
      shared.monitor.update { $0.liveWorkers -= 1 }
    }
  }

  // MARK: Threads

  private static func start<P: Pipeline & ~Copyable>(
    _ name: String, _ shared: Shared<P>, _ body: @escaping @Sendable () -> Void
  ) {
    let thread = Thread {
      shared.monitor.update { $0.startedThreads += 1 }
      body()
    }
    thread.name = name
    thread.stackSize = stackSize
    thread.start()
  }

  /// Waits until all threads run. A thread that the system refuses is reported by nobody, and a run without it
  /// would wait for ever.
  private static func awaitThreads<P: Pipeline & ~Copyable>(_ shared: Shared<P>, count: Int) {
    let start = ContinuousClock.now
    while shared.monitor.update({ $0.startedThreads }) < count {
      Thread.sleep(forTimeInterval: 0.0002)
      precondition(ContinuousClock.now - start < startLimit, "the system refuses to start \(count) threads")
    }
  }
}

/// What the threads of a run share.
struct Shared<P: Pipeline & ~Copyable>: Sendable {
  struct State {
    var schedule: Schedule<P>
    var statistics = RunStatistics()
    var startedThreads = 0
    var liveWorkers: Int
    var cancelled = false
    /// Set when the caller has its result; the ticker then ends.
    var over = false
  }

  let monitor: Monitor<State>
  let tileRows: Int

  init(settings: RunSettings) {
    tileRows = settings.tileRows
    let schedule = Schedule<P>(settings: settings, now: .now)
    monitor = Monitor(State(schedule: schedule, liveWorkers: settings.workers)) { state, waiting in
      let now = ContinuousClock.Instant.now
      return waiting[.reader] > 0 && state.schedule.readerMayGoOn
        || waiting[.worker] > 0 && state.schedule.hasJob(now: now)
        || waiting[.writer] > 0 && (state.schedule.writerMayGoOn(now: now) || state.liveWorkers == 0)
    }
  }
}

/// Carries a value that is not `Sendable` to the thread that will own it.
private final class Handover<Value>: Sendable {
  private let value: Mutex<Value?>

  init(_ value: sending Value) {
    self.value = Mutex(value)
  }

  func take() -> sending Value? {
    value.withLock { value in
      let taken = value
      value = nil
      return taken
    }
  }
}
