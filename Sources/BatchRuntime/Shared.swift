/// What the threads of a run share.
struct Shared<P: Pipeline & ~Copyable>: Sendable {
  struct State {
    var schedule: Schedule
    /// The inputs in the window, by their places in the run.
    var parcels = SlotQueue<Parcel<P>>()
    /// The failure that ends the run: the writer's, or that of the earliest input.
    var failure: Failure?
    var statistics = RunStatistics()
    var startedThreads = 0
    var liveWorkers: Int
    var cancelled = false
    /// Set when the caller has its result; the ticker then ends.
    var over = false

    /// Ends the run before an input, once all inputs before it are written.
    mutating func fail(_ stage: RunFailure<P.Failure>.Stage, input: Int, cause: P.Failure) {
      guard input < schedule.failedInput ?? Int.max else { return }
      failure = Failure(stage: stage, input: input, cause: cause)
      schedule.fail(input: input)
    }

    /// Ends the run where it is.
    mutating func stop(_ stage: RunFailure<P.Failure>.Stage, cause: P.Failure) {
      failure = Failure(stage: stage, input: schedule.written, cause: cause)
      schedule.stop()
    }

    /// Drops the inputs that the writer has written.
    mutating func noteWritten(before end: Int) {
      schedule.noteWritten(before: end)
      while parcels.startIndex < end { parcels.dropFirst() }
    }
  }

  struct Failure {
    let stage: RunFailure<P.Failure>.Stage
    let input: Int
    let cause: P.Failure
  }

  let monitor: Monitor<State>
  let settings: RunSettings

  init(settings: RunSettings) {
    self.settings = settings
    let schedule = Schedule(settings: settings, now: .now)
    monitor = Monitor(State(schedule: schedule, liveWorkers: settings.workers)) { state, waiting in
      let now = ContinuousClock.Instant.now
      return waiting[.reader] > 0 && state.schedule.readerMayGoOn
        || waiting[.worker] > 0 && state.schedule.hasJob(now: now)
        || waiting[.writer] > 0 && (state.schedule.writerMayGoOn(now: now) || state.liveWorkers == 0)
    }
  }
}

/// An input and what becomes of it.
///
/// `@unchecked Sendable`: a parcel goes from thread to thread by way of the monitor and only one has it at a time,
/// but while its units are computed: then `units` is only read, and `scores` is changed under the monitor's lock.
final class Parcel<P: Pipeline & ~Copyable>: @unchecked Sendable {
  var input: P.Input?
  var prepared: P.Prepared?
  var units: [P.Unit] = []
  var scores: [P.Score?] = []
  var output: P.Output?

  init(_ input: P.Input) {
    self.input = input
  }
}
