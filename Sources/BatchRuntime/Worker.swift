/// One worker: takes what is to be done, does it with its own pipeline, hands back what came of it.
struct Worker<P: Pipeline & ~Copyable>: ~Copyable {
  private var pipeline: P
  private let shared: Shared<P>
  /// Inputs are taken in grips whose size follows the time that they take, so that tiny inputs do not
  /// spend it on locks and large ones are spread over all workers.
  private var grip = 1
  private let largestGrip: Int
  private let gripTime: Duration
  private var statistics = RunStatistics()

  init(pipeline: consuming P, shared: Shared<P>, gripTime: Duration, grip: Int) {
    self.pipeline = pipeline
    self.shared = shared
    self.gripTime = gripTime
    largestGrip = grip
  }

  /// Works until the run has nothing left for it.
  mutating func work() {
    var before = ContinuousClock.now
    while true {
      let grip = grip
      let job = shared.monitor.wait(as: .worker) { $0.schedule.nextJob(grain: grip, now: .now) }
      let after = ContinuousClock.now
      statistics.waiting += after - before
      before = after
      switch job {
      case .prepare(let inputs): prepare(inputs)
      case .compute(let places, let units): compute(units, places)
      case .finish(let inputs): finish(inputs)
      case .stop:
        let statistics = statistics
        shared.monitor.update { $0.statistics += statistics }
        return
      }
      let spent = ContinuousClock.now - before
      before += spent
      switch job {
      case .prepare(let inputs):
        statistics.preparing += spent
        adaptGrip(inputs.count, spent)
      case .finish(let inputs):
        statistics.finishing += spent
        adaptGrip(inputs.count, spent)
      default: statistics.computing += spent
      }
    }
  }

  private mutating func adaptGrip(_ taken: Int, _ spent: Duration) {
    if spent > gripTime {
      grip = max(1, min(grip, taken) / 2)
    } else if taken == grip && spent < gripTime / 2 {
      grip = min(largestGrip, grip * 2)
    }
  }

  private mutating func prepare(_ inputs: [(index: Int, input: P.Input)]) {
    var products: [(index: Int, product: Schedule<P>.Product)] = []
    products.reserveCapacity(inputs.count)
    for (index, input) in inputs {
      do throws(P.Failure) {
        let (prepared, units) = try pipeline.prepare(input)
        products.append((index, .prepared(prepared, units)))
      } catch {
        deliver(products, failed: .prepare, at: index, error)
        return
      }
    }
    deliver(products)
  }

  private mutating func finish(_ inputs: [(index: Int, prepared: P.Prepared, scores: [P.Score])]) {
    var products: [(index: Int, product: Schedule<P>.Product)] = []
    products.reserveCapacity(inputs.count)
    for (index, prepared, scores) in inputs {
      do throws(P.Failure) {
        products.append((index, .output(try pipeline.finish(prepared, scores))))
      } catch {
        deliver(products, failed: .finish, at: index, error)
        return
      }
    }
    deliver(products)
  }

  private func deliver(_ products: [(index: Int, product: Schedule<P>.Product)]) {
    shared.monitor.update { $0.schedule.deliver(products, now: .now) }
  }

  private func deliver(
    _ products: [(index: Int, product: Schedule<P>.Product)], failed stage: RunFailure<P.Failure>.Stage,
    at index: Int, _ cause: P.Failure
  ) {
    shared.monitor.update { state in
      state.schedule.deliver(products, now: .now)
      state.schedule.fail(stage, input: index, cause: cause)
    }
  }

  private mutating func compute(_ units: [P.Unit], _ places: [BatchPlanner.Place]) {
    var rows = 0
    for place in places { rows += place.rows }
    statistics.batches += 1
    statistics.units += units.count
    statistics.rows += rows
    let tile = shared.tileRows
    statistics.tiledRows += (rows + tile - 1) / tile * tile
    do throws(P.Failure) {
      let scores = try scores(of: units)
      shared.monitor.update { $0.schedule.deliver(scores, of: places) }
    } catch {
      computeAlone(units, places, batchError: error)
    }
  }

  /// After a batch failed: finds out which of its units it was, and saves the others.
  private mutating func computeAlone(_ units: [P.Unit], _ places: [BatchPlanner.Place], batchError: P.Failure)
  {
    for (unit, place) in zip(units, places) {
      do throws(P.Failure) {
        let scores =
          try units.count == 1 ? { () throws(P.Failure) in throw batchError }() : scores(of: [unit])
        shared.monitor.update { $0.schedule.deliver(scores, of: [place]) }
      } catch {
        shared.monitor.update { $0.schedule.fail(.compute, input: place.input, cause: error) }
      }
    }
  }

  private mutating func scores(of units: [P.Unit]) throws(P.Failure) -> [P.Score] {
    let scores = try pipeline.compute(units)
    precondition(scores.count == units.count, "a batch has a score for each of its units")
    return scores
  }
}
