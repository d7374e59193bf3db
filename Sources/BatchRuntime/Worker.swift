/// One worker: takes jobs, does them with its own pipeline, hands back the results.
struct Worker<P: Pipeline & ~Copyable>: ~Copyable {
  /// How long one grip of small inputs should keep a worker busy between two visits to the shared state.
  private static var gripTime: Duration { .milliseconds(2) }
  private static var largestGrip: Int { 256 }

  private var pipeline: P
  private let shared: Shared<P>
  /// Inputs are taken in grips whose size follows the time that they take, so that tiny inputs do not
  /// spend it on locks and large ones are spread over all workers.
  private var grip = 1
  private var statistics = RunStatistics()

  private enum Job {
    case prepare(first: Int, [Parcel<P>])
    case compute([BatchPlanner.Place], [Parcel<P>])
    case finish([Int], [Parcel<P>])
    case stop
  }

  init(pipeline: consuming P, shared: Shared<P>) {
    self.pipeline = pipeline
    self.shared = shared
  }

  /// Works until the run has nothing left for it.
  mutating func work() {
    var mark = ContinuousClock.now
    while true {
      let job = nextJob()
      statistics.waiting += lap(&mark)
      switch job {
      case .prepare(let first, let parcels):
        prepare(parcels, from: first)
        let spent = lap(&mark)
        statistics.preparing += spent
        adaptGrip(parcels.count, spent)
      case .compute(let places, let parcels):
        compute(places, parcels)
        statistics.computing += lap(&mark)
      case .finish(let inputs, let parcels):
        finish(parcels, inputs)
        let spent = lap(&mark)
        statistics.finishing += spent
        adaptGrip(parcels.count, spent)
      case .stop:
        let statistics = statistics
        shared.monitor.update { $0.statistics += statistics }
        return
      }
    }
  }

  private func nextJob() -> Job {
    let grip = grip
    return shared.monitor.wait(as: .worker) { state -> Job? in
      switch state.schedule.nextJob(grip: grip, now: .now) {
      case .prepare(let inputs): .prepare(first: inputs.lowerBound, inputs.map { state.parcels[$0] })
      case .compute(let places): .compute(places, places.map { state.parcels[$0.input] })
      case .finish(let inputs): .finish(inputs, inputs.map { state.parcels[$0] })
      case .stop: .stop
      case nil: nil
      }
    }
  }

  private func lap(_ mark: inout ContinuousClock.Instant) -> Duration {
    let now = ContinuousClock.now
    defer { mark = now }
    return now - mark
  }

  private mutating func adaptGrip(_ taken: Int, _ spent: Duration) {
    if spent > Self.gripTime {
      grip = max(1, min(grip, taken) / 2)
    } else if taken == grip && spent < Self.gripTime / 2 {
      grip = min(Self.largestGrip, grip * 2)
    }
  }

  // MARK: Prepare

  private mutating func prepare(_ parcels: [Parcel<P>], from first: Int) {
    var rows: [[Int]] = []
    rows.reserveCapacity(parcels.count)
    do throws(P.Failure) {
      for parcel in parcels { rows.append(try prepare(parcel)) }
      shared.monitor.update { $0.schedule.prepared(from: first, rows: rows, now: .now) }
    } catch {
      shared.monitor.update { state in
        state.schedule.prepared(from: first, rows: rows, now: .now)
        state.fail(.prepare, input: first + rows.count, cause: error)
      }
    }
  }

  /// Prepares one input; returns the rows of its units.
  private mutating func prepare(_ parcel: Parcel<P>) throws(P.Failure) -> [Int] {
    guard let input = parcel.input.take() else { preconditionFailure("an input is prepared once") }
    let (prepared, units) = try pipeline.prepare(input)
    parcel.prepared = prepared
    parcel.units = units
    parcel.scores = Array(repeating: nil, count: units.count)
    return units.map { max(1, P.rows(of: $0)) }
  }

  // MARK: Compute

  private mutating func compute(_ places: [BatchPlanner.Place], _ parcels: [Parcel<P>]) {
    count(places)
    let units = places.indices.map { parcels[$0].units[places[$0].unit] }
    do throws(P.Failure) {
      deliver(try scores(of: units), places, parcels)
    } catch {
      computeAlone(units, places, parcels, batchError: error)
    }
  }

  private mutating func count(_ places: [BatchPlanner.Place]) {
    let rows = places.reduce(0) { $0 + $1.rows }
    let tile = shared.settings.tileRows
    statistics.batches += 1
    statistics.units += places.count
    statistics.rows += rows
    statistics.tiledRows += (rows + tile - 1) / tile * tile
  }

  /// After a batch failed: finds out which of its units it was, and saves the others.
  private mutating func computeAlone(
    _ units: [P.Unit], _ places: [BatchPlanner.Place], _ parcels: [Parcel<P>], batchError: P.Failure
  ) {
    if places.count == 1 {
      shared.monitor.update { $0.fail(.compute, input: places[0].input, cause: batchError) }
      return
    }
    for (index, place) in places.enumerated() {
      do throws(P.Failure) {
        deliver(try scores(of: [units[index]]), [place], [parcels[index]])
      } catch {
        shared.monitor.update { $0.fail(.compute, input: place.input, cause: error) }
      }
    }
  }

  private mutating func scores(of units: [P.Unit]) throws(P.Failure) -> [P.Score] {
    let scores = try pipeline.compute(units)
    precondition(scores.count == units.count, "a batch has a score for each of its units")
    return scores
  }

  private func deliver(_ scores: [P.Score], _ places: [BatchPlanner.Place], _ parcels: [Parcel<P>]) {
    shared.monitor.update { state in
      for index in places.indices { parcels[index].scores[places[index].unit] = scores[index] }
      state.schedule.computed(places)
    }
  }

  // MARK: Finish

  private mutating func finish(_ parcels: [Parcel<P>], _ inputs: [Int]) {
    var done = 0
    do throws(P.Failure) {
      for parcel in parcels {
        try finish(parcel)
        done += 1
      }
      shared.monitor.update { $0.schedule.finished(inputs) }
    } catch {
      shared.monitor.update { state in
        state.schedule.finished(inputs.prefix(done))
        state.fail(.finish, input: inputs[done], cause: error)
      }
    }
  }

  private mutating func finish(_ parcel: Parcel<P>) throws(P.Failure) {
    guard let prepared = parcel.prepared.take() else { preconditionFailure("an input is finished once") }
    let scores = parcel.scores.compactMap { $0 }
    parcel.units = []
    parcel.scores = []
    parcel.output = try pipeline.finish(prepared, scores)
  }
}
