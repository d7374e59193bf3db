import COutOfMemory
import Foundation
import Synchronization

/// One run: a reader on a thread of its own, workers on theirs, the writer on the caller's.
package enum BatchRun {
  /// Room for deep recursion in a pipeline, whatever the system's default for threads is.
  private static let stackSize = 8 << 20
  /// How often time and cancellation are looked at. A sleeping thread is used for this, not timed waits on the
  /// condition, because those follow the wall clock, which may be set.
  private static let tick = 0.01
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
    let (failure, outcome) = shared.monitor.wait(as: .writer) { state -> (Shared<P>.Failure?, RunOutcome)? in
      // Stopped where it is, a run leaves its threads to notice by themselves.
      guard state.schedule.stopped || state.liveWorkers == 0 else { return nil }
      return (
        state.failure,
        RunOutcome(
          cancelled: state.cancelled, written: state.schedule.written, statistics: state.statistics)
      )
    }
    if let failure, !outcome.cancelled || failure.stage == .write {
      throw RunFailure(
        stage: failure.stage, input: failure.input, cause: failure.cause, written: outcome.written)
    }
    return outcome
  }

  // MARK: Writer

  private static func writeAll<P: Pipeline & ~Copyable>(
    _ shared: Shared<P>, _ cancellation: Cancellation?, _ write: (P.Output) throws(P.Failure) -> Void,
    _ flush: () throws(P.Failure) -> Void
  ) {
    var written = 0
    do throws(P.Failure) {
      while true {
        let (step, parcels) = nextStep(shared, written: written)
        switch step {
        case .write:
          for parcel in parcels {
            if cancellation?.isCancelled == true { break }
            guard let output = parcel.output.take() else { preconditionFailure("an output is written once") }
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
        state.noteWritten(before: written)
        state.stop(.write, cause: error)
      }
    }
  }

  private static func nextStep<P: Pipeline & ~Copyable>(
    _ shared: Shared<P>, written: Int
  ) -> (Schedule.WriterStep, [Parcel<P>]) {
    shared.monitor.wait(as: .writer) { state in
      state.noteWritten(before: written)
      let step = state.schedule.nextWriterStep(now: .now)
      guard case .write(let inputs) = step else { return step.map { ($0, []) } }
      return (.write(inputs), inputs.map { state.parcels[$0] })
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
          guard admit(inputs, shared) else { return }
        }
        shared.monitor.update { $0.schedule.end() }
      } catch {
        shared.monitor.update { state in
          state.fail(.read, input: state.schedule.admitted, cause: error)
          state.schedule.end()
        }
      }
    }
  }

  /// Waits until all inputs are in the window; false when the run accepts no more.
  private static func admit<P: Pipeline & ~Copyable>(_ inputs: [P.Input], _ shared: Shared<P>) -> Bool {
    let costs = inputs.map { max(1, P.cost(of: $0)) }
    let parcels = inputs.map { Parcel<P>($0) }
    var admitted = 0
    return shared.monitor.wait(as: .reader) { state -> Bool? in
      if state.schedule.closed { return false }
      let end = state.schedule.admit(costs: costs, from: admitted, now: .now)
      while admitted < end {
        state.parcels.append(parcels[admitted])
        admitted += 1
      }
      return admitted == inputs.count ? true : nil
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
        var worker = Worker(pipeline: try makePipeline(), shared: shared)
        worker.work()
      } catch {
        shared.monitor.update { $0.stop(.start, cause: error) }
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

  /// Waits until all threads run. A thread that the system refuses, for want of memory, is reported by nobody, and a run
  /// without it would wait for ever.
  private static func awaitThreads<P: Pipeline & ~Copyable>(_ shared: Shared<P>, count: Int) {
    let start = ContinuousClock.now
    while shared.monitor.update({ $0.startedThreads }) < count {
      Thread.sleep(forTimeInterval: 0.0002)
      if ContinuousClock.now - start >= startLimit { bertrun_out_of_memory(count * stackSize) }
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
