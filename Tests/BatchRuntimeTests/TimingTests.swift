import BatchRuntime
import Foundation
import Synchronization
import Testing

/// What happened when, for tests about promptness. Limits are wide: the machine may be busy.
@Suite(.serialized) struct TimingTests {
  let settings = RunSettings(workers: 2, batchRows: 1000, tileRows: 100, windowCost: 10_000)

  @Test func dribblingInputIsWrittenAndFlushedSoon() throws {
    let arrivals = Mutex<[ContinuousClock.Instant]>([])
    var delays: [Duration] = []
    var unflushed: [Int] = []
    var number = 0
    _ = try BatchRun.run(
      settings: settings,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
      read: { () throws(IntegerError) -> [Item]? in
        if number == 12 { return nil }
        Thread.sleep(forTimeInterval: 0.2)
        let item = Item(number: number, rows: [3])
        number += 1
        arrivals.withLock { $0.append(.now) }
        return [item]
      },
      write: { (line: Line) throws(IntegerError) in unflushed.append(line.number) },
      flush: { () throws(IntegerError) in
        for number in unflushed { delays.append(.now - arrivals.withLock { $0[number] }) }
        unflushed = []
      })
    #expect(delays.count == 12)
    // The patience of 50 ms, and a tick or two; the quickest count, as the machine may be busy.
    let quick = delays.sorted()[2]
    #expect(quick < .milliseconds(100), "\(quick)")
  }

  @Test func aSteadyTrickleDoesNotStarveWhatWaits() throws {
    // Never silent for 50 ms, never enough for a batch.
    var number = 0
    var firstWrite: Int?
    let read = Atomic<Int>(0)
    _ = try BatchRun.run(
      settings: settings,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
      read: { () throws(IntegerError) -> [Item]? in
        if number == 100 { return nil }
        Thread.sleep(forTimeInterval: 0.01)
        number += 1
        read.store(number, ordering: .relaxed)
        return [Item(number: number - 1, rows: [1])]
      },
      write: { (_: Line) throws(IntegerError) in
        if firstWrite == nil { firstWrite = read.load(ordering: .relaxed) }
      },
      flush: { () throws(IntegerError) in })
    #expect(try #require(firstWrite) < 60)
  }

  @Test func cancellingReturnsSoonAndTellsWhatWasWritten() throws {
    let items = items(100_000)
    let cancellation = Cancellation()
    var source = GroupedItems(items)
    var lines: [Line] = []
    var flushed = 0
    var cancelled: ContinuousClock.Instant?
    let outcome = try BatchRun.run(
      settings: RunSettings(workers: 2, batchRows: 64, tileRows: 64, windowCost: 300),
      cancellation: cancellation,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary(), jitter: 300) },
      read: { () throws(IntegerError) -> [Item]? in source.next() },
      write: { (line: Line) throws(IntegerError) in
        lines.append(line)
        if lines.count == 200 {
          cancellation.cancel()
          cancelled = .now
        }
      },
      flush: { () throws(IntegerError) in flushed = lines.count })
    #expect(outcome.cancelled)
    #expect(outcome.written == lines.count)
    #expect(flushed == lines.count)
    #expect(lines == items[..<lines.count].map(Line.init))
    #expect(.now - (try #require(cancelled)) < .seconds(3))
  }

  @Test func cancellingDoesNotWaitForAReaderThatBlocks() throws {
    let gate = DispatchSemaphore(value: 0)
    let cancellation = Cancellation()
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.1)
      cancellation.cancel()
    }
    let start = ContinuousClock.now
    let outcome = try BatchRun.run(
      settings: settings, cancellation: cancellation,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
      read: { () throws(IntegerError) -> [Item]? in
        gate.wait()
        return nil
      },
      write: { (_: Line) throws(IntegerError) in },
      flush: { () throws(IntegerError) in })
    #expect(outcome.cancelled && outcome.written == 0)
    #expect(ContinuousClock.now - start < .seconds(2))
    gate.signal()
  }

  @Test func theLastBatchesAreSharedAmongTheWorkers() {
    // Eight tiles, the last not full: one batch would hold them all, but four workers take two each.
    let diary = Diary()
    let items = (0..<76).map { Item(number: $0, rows: [80]) }
    let result = runItems(
      items, settings: RunSettings(workers: 4, batchRows: 6400, tileRows: 800, windowCost: 1000),
      diary: diary,
      largestGroup: 80)
    #expect(result.lines.count == 76)
    let sizes = diary.batches.map { $0.reduce(0) { $0 + $1.rows } }
    #expect(sizes.max() ?? 0 <= 1600, "\(sizes)")
  }

  @Test func manyTinyInputsPassInOrder() throws {
    let count = 200_000
    var next = 0
    var written = 0
    let outcome = try BatchRun.run(
      settings: RunSettings(workers: 2, batchRows: 2048, tileRows: 128, windowCost: 20_000),
      makePipeline: { () throws(IntegerError) in TrivialPipeline() },
      read: { () throws(IntegerError) -> [Int]? in
        guard next < count else { return nil }
        defer { next += 500 }
        return Array(next..<next + 500)
      },
      write: { (number: Int) throws(IntegerError) in
        if number != written * 3 { throw .write }
        written += 1
      },
      flush: { () throws(IntegerError) in })
    #expect(outcome.written == count)
  }
}

/// Does next to nothing, so that the cost of the runtime itself shows.
struct TrivialPipeline: ~Copyable, Pipeline {
  static func cost(of input: Int) -> Int { 1 }
  static func rows(of unit: Int) -> Int { 20 }

  mutating func prepare(_ input: Int) throws(IntegerError) -> (prepared: Int, units: [Int]) {
    (input, [input])
  }
  mutating func compute(_ units: [Int]) throws(IntegerError) -> [Int] { units.map { $0 * 2 } }
  mutating func finish(_ prepared: Int, _ scores: [Int]) throws(IntegerError) -> Int {
    scores.reduce(prepared, +)
  }
}
