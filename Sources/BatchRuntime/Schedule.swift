/// What is where in a run, and who does what next: a value over plain numbers that knows neither threads, nor
/// clocks, nor what is computed.
///
/// An input is queued, then being prepared, then waits for the scores of its units, then is being finished, then
/// waits for its turn to be written. Inputs enter in order and leave in order, all in one window.
struct Schedule {
  typealias Instant = ContinuousClock.Instant

  /// What a worker does next; inputs are given by their place in the run.
  enum Job {
    case prepare(Range<Int>)
    case compute([BatchPlanner.Place])
    case finish([Int])
    case stop
  }

  /// What the writer does next.
  enum WriterStep {
    case write(Range<Int>)
    case flush
    case stop
  }

  /// An input on its way.
  private struct Slot {
    let cost: Int
    var scoresMissing = 0
    var isFinished = false
  }

  private let settings: RunSettings
  /// The earliest input that failed; those from there on no longer matter.
  private(set) var failedInput: Int?
  /// Set when everything is to stop where it is: cancelled, or the writer failed.
  private(set) var stopped = false

  private var slots = SlotQueue<Slot>()
  private var planner: BatchPlanner
  /// Inputs whose scores are all there.
  private var finishable: [Int] = []
  private var nextToPrepare = 0
  private var nextToWrite = 0
  /// Inputs before `limit` that are not finished.
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

  /// Inputs written, and no longer in the window.
  var written: Int { slots.startIndex }

  /// Inputs that entered.
  var admitted: Int { slots.endIndex }

  /// The end of the inputs that matter.
  private var limit: Int { min(slots.endIndex, failedInput ?? Int.max) }

  /// Whether the reader is to read no more.
  var closed: Bool { stopped || ended || failedInput != nil }

  // MARK: Reader

  /// Lets in as many inputs as the window has room for, from `start` on; returns where it stopped.
  mutating func admit(costs: [Int], from start: Int, now: Instant) -> Int {
    var index = start
    readerBlocked = false
    while index < costs.count {
      guard cost == 0 || cost + costs[index] <= settings.windowCost else {
        readerBlocked = true
        break
      }
      slots.append(Slot(cost: costs[index]))
      cost += costs[index]
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

  /// Whether the window may let the reader continue.
  var readerMayGoOn: Bool {
    closed || readerBlocked && (cost == 0 || cost < settings.windowCost)
  }

  // MARK: Workers

  /// What a worker is to do now; nil when there is nothing until something changes. `grip` is how many inputs
  /// it wants to take at once.
  mutating func nextJob(grip: Int, now: Instant) -> Job? {
    if stopped { return .stop }
    if !finishable.isEmpty { return finishJob(grip: grip) }
    if planner.rows >= settings.lookAheadRows { return computeJob(now: now) }
    if nextToPrepare < limit {
      let start = nextToPrepare
      nextToPrepare += share(of: limit - start, grip: grip)
      return .prepare(start..<nextToPrepare)
    }
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

  private func share(of count: Int, grip: Int) -> Int {
    max(1, min(grip, count / settings.workers))
  }

  private mutating func computeJob(now: Instant) -> Job {
    waitingSince = now
    if closed && nextToPrepare >= limit {
      return .compute(planner.next(budget: lastBudget(), anchor: .largest))
    }
    return .compute(planner.next(budget: settings.batchRows))
  }

  /// A budget that leaves every worker its share of what waits, in whole tiles.
  private func lastBudget() -> Int {
    let tiles = planner.tiled(planner.rows) / settings.tileRows
    let share = (tiles + settings.workers - 1) / settings.workers
    return min(settings.batchRows, share * settings.tileRows)
  }

  /// The oldest first: the outputs behind them can then be written.
  private mutating func finishJob(grip: Int) -> Job {
    finishable.sort()
    let taken = Array(finishable.prefix(share(of: finishable.count, grip: grip)))
    finishable.removeFirst(taken.count)
    return .finish(taken)
  }

  /// Notes that inputs from `first` on are prepared, each into units of the given rows.
  mutating func prepared(from first: Int, rows: [[Int]], now: Instant) {
    if planner.count == 0 { waitingSince = now }
    var places: [BatchPlanner.Place] = []
    for (offset, rows) in rows.enumerated() where first + offset < limit {
      let input = first + offset
      slots[input].scoresMissing = rows.count
      for (unit, rows) in rows.enumerated() {
        places.append(BatchPlanner.Place(input: input, unit: unit, rows: rows))
      }
      if rows.isEmpty { finishable.append(input) }
    }
    planner.insert(places)
  }

  /// Notes that units are computed.
  mutating func computed(_ places: [BatchPlanner.Place]) {
    for place in places where place.input < limit {
      slots[place.input].scoresMissing -= 1
      if slots[place.input].scoresMissing == 0 { finishable.append(place.input) }
    }
  }

  /// Notes that inputs are finished.
  mutating func finished(_ inputs: some Sequence<Int>) {
    for input in inputs where input < limit {
      slots[input].isFinished = true
      unfinished -= 1
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
    let start = nextToWrite
    while nextToWrite < limit && slots[nextToWrite].isFinished { nextToWrite += 1 }
    if nextToWrite > start {
      dirtySince = dirtySince ?? now
      return .write(start..<nextToWrite)
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
      || nextToWrite < limit && slots[nextToWrite].isFinished
  }

  private func shouldFlush(now: Instant) -> Bool {
    guard let dirtySince else { return false }
    return unfinished == 0 || now - dirtySince >= settings.patience
  }

  // MARK: Ends

  /// Notes that an input failed; the inputs before it are still finished and written.
  mutating func fail(input: Int) {
    guard input < failedInput ?? Int.max else { return }
    failedInput = input
    planner.remove(from: input)
    finishable.removeAll { $0 >= input }
    nextToPrepare = min(nextToPrepare, limit)
    unfinished = 0
    if nextToWrite < limit {
      for index in nextToWrite..<limit where !slots[index].isFinished { unfinished += 1 }
    }
  }

  /// Stops everything where it is.
  mutating func stop() {
    stopped = true
  }
}
