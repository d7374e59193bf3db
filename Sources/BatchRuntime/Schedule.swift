/// What is where in a run, and who does what next: a value that knows neither threads nor clocks.
///
/// An input is queued, then being prepared, then waits for the scores of its units, then is being finished, then
/// its output waits for its turn to be written. Inputs enter in order and leave in order, all in one window.
struct Schedule<P: Pipeline & ~Copyable> {
  typealias Instant = ContinuousClock.Instant

  /// An input on its way; the parts are there or not according to how far it is.
  struct Slot {
    let cost: Int
    var input: P.Input?
    var prepared: P.Prepared?
    var units: [P.Unit] = []
    var scores: [P.Score?] = []
    var scoresMissing = 0
    var output: P.Output?
  }

  /// What a worker does next.
  enum Job {
    case prepare([(index: Int, input: P.Input)])
    case compute([BatchPlanner.Place], [P.Unit])
    case finish([(index: Int, prepared: P.Prepared, scores: [P.Score])])
    case stop
  }

  /// What a worker made of an input.
  enum Product {
    case prepared(P.Prepared, [P.Unit])
    case output(P.Output)
  }

  /// What the writer does next.
  enum WriterStep {
    case write([P.Output])
    case flush
    case stop
  }

  /// A step that threw.
  struct Failed {
    let stage: RunFailure<P.Failure>.Stage
    let input: Int
    let cause: P.Failure
  }

  let settings: RunSettings
  /// The failure of the earliest input that failed so far; inputs from there on no longer matter.
  private(set) var failed: Failed?
  /// Set when everything is to stop where it is: cancelled, or the writer failed.
  private(set) var stopped = false
  /// Inputs written, and no longer in the window.
  var written: Int { slots.startIndex }

  private var slots = SlotQueue<Slot>()
  private var planner: BatchPlanner
  private var finishable = FinishQueue()
  private var nextToPrepare = 0
  private var nextToWrite = 0
  /// Inputs before `limit` that have no output yet.
  private var unfinished = 0
  private var cost = 0
  private var ended = false
  private var readerBlocked = false
  private var lastArrival: Instant
  private var waitingSince: Instant
  private var dirtySince: Instant?

  init(settings: RunSettings, now: Instant) {
    self.settings = settings
    planner = BatchPlanner(tile: settings.tileRows)
    lastArrival = now
    waitingSince = now
  }

  /// The end of the inputs that matter.
  private var limit: Int { min(slots.endIndex, failed?.input ?? Int.max) }

  /// Whether the reader is to read no more.
  var closed: Bool { stopped || ended || failed != nil }

  /// Whether an input of this cost may enter now.
  private func fits(_ inputCost: Int) -> Bool {
    cost == 0 || cost + inputCost <= settings.windowCost
  }

  // MARK: Reader

  /// Lets in as many inputs as the window has room for, from `start` on; returns where it stopped.
  mutating func admit(_ inputs: [P.Input], from start: Int, now: Instant) -> Int {
    var index = start
    readerBlocked = false
    while index < inputs.count {
      let inputCost = max(1, P.cost(of: inputs[index]))
      guard fits(inputCost) else {
        readerBlocked = true
        break
      }
      slots.append(Slot(cost: inputCost, input: inputs[index]))
      cost += inputCost
      unfinished += 1
      lastArrival = now
      index += 1
    }
    return index
  }

  /// Notes that the reader has no more.
  mutating func end() {
    ended = true
    readerBlocked = false
  }

  /// Whether the window may let the reader go on.
  var readerMayGoOn: Bool {
    closed || readerBlocked && (cost == 0 || cost < settings.windowCost)
  }

  // MARK: Workers

  /// What a worker is to do now; nil when there is nothing until something changes. `grain` is how many inputs
  /// it wants to take at once.
  mutating func nextJob(grain: Int, now: Instant) -> Job? {
    if stopped { return .stop }
    if !finishable.isEmpty { return finishJob(grain: grain) }
    if planner.rows >= settings.lookAheadRows { return computeJob(now: now) }
    if nextToPrepare < limit { return prepareJob(grain: grain) }
    if mayCompute(now: now) { return computeJob(now: now) }
    return closed && unfinished == 0 ? .stop : nil
  }

  /// Whether `nextJob` has something.
  func hasJob(now: Instant) -> Bool {
    stopped || !finishable.isEmpty || nextToPrepare < limit || mayCompute(now: now)
      || closed && unfinished == 0
  }

  /// Whether a worker with nothing else to do may take what waits, though the pool is under the look-ahead.
  private func mayCompute(now: Instant) -> Bool {
    guard planner.count > 0 else { return false }
    return planner.rows >= settings.batchRows || closed || readerBlocked
      || now - waitingSince >= settings.patience || now - lastArrival >= settings.patience
  }

  private func share(of count: Int, grain: Int) -> Int {
    max(1, min(grain, count / settings.workers))
  }

  private mutating func prepareJob(grain: Int) -> Job {
    let end = nextToPrepare + share(of: limit - nextToPrepare, grain: grain)
    var inputs: [(index: Int, input: P.Input)] = []
    inputs.reserveCapacity(end - nextToPrepare)
    for index in nextToPrepare..<end {
      if let input = slots[index].input.take() { inputs.append((index, input)) }
    }
    nextToPrepare = end
    return .prepare(inputs)
  }

  private mutating func computeJob(now: Instant) -> Job {
    let atTheEnd = closed && nextToPrepare >= limit
    let places = planner.next(
      budget: atTheEnd ? lastBudget() : settings.batchRows, anchor: atTheEnd ? .largest : .oldest)
    waitingSince = now
    return .compute(places, places.map { slots[$0.input].units[$0.unit] })
  }

  /// A budget that leaves every worker its share of what waits, in whole tiles.
  private func lastBudget() -> Int {
    let tiles = planner.tiled(planner.rows) / settings.tileRows
    let share = (tiles + settings.workers - 1) / settings.workers
    return min(settings.batchRows, share * settings.tileRows)
  }

  private mutating func finishJob(grain: Int) -> Job {
    var inputs: [(index: Int, prepared: P.Prepared, scores: [P.Score])] = []
    for index in finishable.take(share(of: finishable.count, grain: grain)) {
      guard let prepared = slots[index].prepared.take() else { continue }
      inputs.append((index, prepared, slots[index].scores.compactMap { $0 }))
      slots[index].scores = []
    }
    return .finish(inputs)
  }

  /// Takes what a worker made of inputs that are neighbours in the order of inputs, or finished.
  mutating func deliver(_ products: [(index: Int, product: Product)], now: Instant) {
    var places: [BatchPlanner.Place] = []
    for (index, product) in products where index < limit {
      switch product {
      case .output(let output):
        slots[index].output = output
        unfinished -= 1
      case .prepared(let prepared, let units):
        slots[index].prepared = prepared
        slots[index].scores = Array(repeating: nil, count: units.count)
        slots[index].scoresMissing = units.count
        for (unit, value) in units.enumerated() {
          places.append(BatchPlanner.Place(input: index, unit: unit, rows: max(1, P.rows(of: value))))
        }
        slots[index].units = units
        if units.isEmpty { finishable.insert(index) }
      }
    }
    if planner.count == 0 { waitingSince = now }
    planner.insert(places)
  }

  /// Takes the scores of a batch.
  mutating func deliver(_ scores: [P.Score], of places: [BatchPlanner.Place]) {
    for (place, score) in zip(places, scores) where place.input < limit {
      slots[place.input].scores[place.unit] = score
      slots[place.input].scoresMissing -= 1
      if slots[place.input].scoresMissing == 0 {
        slots[place.input].units = []
        finishable.insert(place.input)
      }
    }
  }

  // MARK: Writer

  /// Notes that all inputs before `end` are written; they leave the window.
  mutating func noteWritten(before end: Int) {
    while slots.startIndex < end {
      cost -= slots[slots.startIndex].cost
      slots.dropFirst()
    }
  }

  /// What the writer is to do now; nil when it is to wait.
  mutating func nextWriterStep(now: Instant) -> WriterStep? {
    if stopped { return .stop }
    var outputs: [P.Output] = []
    while nextToWrite < limit, let output = slots[nextToWrite].output.take() {
      outputs.append(output)
      nextToWrite += 1
    }
    if !outputs.isEmpty {
      dirtySince = dirtySince ?? now
      return .write(outputs)
    }
    if closed && nextToWrite >= limit { return .stop }
    if shouldFlush(now: now) {
      dirtySince = nil
      return .flush
    }
    return nil
  }

  /// Whether `nextWriterStep` has something.
  func writerMayGoOn(now: Instant) -> Bool {
    stopped || closed && nextToWrite >= limit || shouldFlush(now: now)
      || nextToWrite < limit && slots[nextToWrite].output != nil
  }

  private func shouldFlush(now: Instant) -> Bool {
    guard let dirtySince else { return false }
    return unfinished == 0 || now - dirtySince >= settings.patience
  }

  // MARK: Ends

  /// Notes a failure; of several the one of the earliest input stands, but the writer's comes first.
  mutating func fail(_ stage: RunFailure<P.Failure>.Stage, input: Int?, cause: P.Failure) {
    let input = input ?? slots.endIndex
    if let failed, failed.input <= input && stage != .write { return }
    failed = Failed(stage: stage, input: input, cause: cause)
    planner.remove(from: input)
    finishable.remove(from: input)
    nextToPrepare = min(nextToPrepare, limit)
    unfinished = 0
    if nextToWrite < limit {
      for index in nextToWrite..<limit where slots[index].output == nil { unfinished += 1 }
    }
  }

  /// Stops everything where it is.
  mutating func stop() {
    stopped = true
  }
}

/// Inputs whose scores are all there, the oldest first.
struct FinishQueue {
  private var indices: [Int] = []

  var isEmpty: Bool { indices.isEmpty }
  var count: Int { indices.count }

  mutating func insert(_ index: Int) {
    indices.append(index)
  }

  /// Takes the oldest; the outputs behind them can then be written.
  mutating func take(_ count: Int) -> [Int] {
    indices.sort()
    let taken = Array(indices.prefix(count))
    indices.removeFirst(taken.count)
    return taken
  }

  mutating func remove(from input: Int) {
    indices.removeAll { $0 >= input }
  }
}
