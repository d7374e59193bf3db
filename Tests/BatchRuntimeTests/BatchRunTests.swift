import BatchRuntime
import Foundation
import Synchronization
import TestSupport
import Testing

/// Runs items and collects what is written.
struct Result {
  var lines: [Line] = []
  var flushes = 0
  var outcome: RunOutcome?
  var failure: RunFailure<IntegerError>?
}

func runItems(
  _ items: [Item], settings: RunSettings, diary: Diary = Diary(), jitter: Int = 0, largestGroup: Int = 20,
  readFailure: Bool = false, writeFailureAt: Int? = nil
) -> Result {
  var result = Result()
  var source = GroupedItems(items, largestGroup: largestGroup)
  do throws(RunFailure<IntegerError>) {
    result.outcome = try BatchRun.run(
      settings: settings,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: diary, jitter: jitter) },
      read: { () throws(IntegerError) -> [Item]? in
        if let group = source.next() { return group }
        if readFailure { throw .read }
        return nil
      },
      write: { (line: Line) throws(IntegerError) in
        if result.lines.count == writeFailureAt { throw .write }
        result.lines.append(line)
      },
      flush: { () throws(IntegerError) in result.flushes += 1 })
  } catch {
    result.failure = error
  }
  return result
}

@Suite struct BatchRunTests {
  @Test(arguments: [1, 2, 3, 8], [1, 64, 128, 500])
  func everyInputIsWrittenOnceInOrder(workers: Int, batchRows: Int) {
    let items = items(600, seed: UInt64(workers * 1000 + batchRows))
    let diary = Diary()
    let settings = RunSettings(workers: workers, batchRows: batchRows, tileRows: 64, windowCost: 200)
    let result = runItems(items, settings: settings, diary: diary, jitter: 200)
    #expect(result.lines == items.map(Line.init))
    #expect(result.outcome?.written == items.count)
    #expect(result.outcome?.cancelled == false)
    let units = diary.batches.flatMap { $0 }
    #expect(units.count == items.reduce(0) { $0 + $1.rows.count })
    #expect(Set(units).count == units.count)
  }

  @Test func anEmptyInputIsWrittenAsNothing() {
    let result = runItems([], settings: RunSettings(workers: 2, batchRows: 8, tileRows: 8, windowCost: 8))
    #expect(result.lines.isEmpty)
    #expect(result.outcome?.written == 0)
    #expect(result.flushes == 1)
  }

  @Test func inputsWithoutUnitsPassThrough() {
    let items = (0..<500).map { Item(number: $0, rows: []) }
    let result = runItems(items, settings: RunSettings(workers: 2, batchRows: 8, tileRows: 8, windowCost: 50))
    #expect(result.lines == items.map(Line.init))
    #expect(result.outcome?.statistics.batches == 0)
  }

  @Test func theWindowBoundsWhatIsInFlight() throws {
    var random = SeededRandom(seed: 3)
    let items = items(2000).map { item in
      var item = item
      item.cost = Int.random(in: 1...100, using: &random)
      return item
    }
    let flight = Mutex((now: 0, most: 0))
    let costs = items.map(\.cost)
    var source = GroupedItems(items)
    let diary = Diary()
    var written = 0
    let outcome = try BatchRun.run(
      settings: RunSettings(workers: 3, batchRows: 64, tileRows: 64, windowCost: 1000),
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: diary, jitter: 50) },
      read: { () throws(IntegerError) -> [Item]? in
        guard let group = source.next() else { return nil }
        flight.withLock { flight in
          flight.now += group.reduce(0) { $0 + $1.cost }
          flight.most = max(flight.most, flight.now)
        }
        return group
      },
      write: { (line: Line) throws(IntegerError) in
        flight.withLock { $0.now -= costs[line.number] }
        written += 1
      },
      flush: { () throws(IntegerError) in })
    #expect(written == items.count && outcome.written == written)
    // The window, and two groups: the one that waits to get in and the one being read.
    #expect(flight.withLock { $0.most } <= 1000 + 2 * 20 * 100)
    #expect(flight.withLock { $0.now } == 0)
  }

  @Test func anInputLargerThanTheWindowPassesAlone() {
    var items = items(50)
    for index in items.indices { items[index].cost = index % 7 == 0 ? 1000 : 3 }
    let result = runItems(
      items, settings: RunSettings(workers: 2, batchRows: 64, tileRows: 64, windowCost: 10))
    #expect(result.lines == items.map(Line.init))
  }

  @Test func aLongInputDoesNotLetTheReorderBufferGrow() {
    // One input of 400 units among short ones: those behind it wait in the window, no more than it holds.
    var items = (0..<2000).map { Item(number: $0, rows: [5]) }
    items[10].rows = Array(repeating: 100, count: 400)
    let result = runItems(
      items, settings: RunSettings(workers: 2, batchRows: 128, tileRows: 128, windowCost: 64), jitter: 20)
    #expect(result.lines == items.map(Line.init))
  }

  @Test func statisticsCountWhatWasComputed() throws {
    let items = items(300)
    let diary = Diary()
    let settings = RunSettings(workers: 2, batchRows: 128, tileRows: 64, windowCost: 400)
    let statistics = try #require(runItems(items, settings: settings, diary: diary).outcome).statistics
    let rows = items.reduce(0) { $0 + $1.rows.reduce(0, +) }
    #expect(statistics.rows == rows)
    #expect(statistics.units == items.reduce(0) { $0 + $1.rows.count })
    #expect(statistics.batches == diary.batches.count)
    #expect(statistics.tiledRows % 64 == 0 && statistics.tiledRows >= rows)
    #expect(statistics.computing > .zero)
  }
}
