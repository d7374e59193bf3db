import BatchRuntime
import Foundation
import Synchronization
import Testing

/// What must happen while something else waits. Nothing is measured: whoever waits in vain gives up after a minute, which
/// fails the test.
@Suite(.serialized) struct TimingTests {
  private let settings = RunSettings(workers: 2, batchRows: 1000, tileRows: 100, windowCost: 10_000)

  @Test func dribblingInputIsWrittenAndFlushedBeforeTheNextComes() throws {
    let flushes = Patience()
    var number = 0
    var unflushed = 0
    var flushed = 0
    _ = try BatchRun.run(
      settings: settings,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
      read: { () throws(IntegerError) -> [Item]? in
        // The next item comes when the last one has come out.
        if number > 0 { flushes.wait() }
        if number == 12 { return nil }
        defer { number += 1 }
        return [Item(number: number, rows: [3])]
      },
      write: { (_: Line) throws(IntegerError) in unflushed += 1 },
      flush: { () throws(IntegerError) in
        for _ in 0..<unflushed { flushes.signal() }
        flushed += unflushed
        unflushed = 0
      })
    #expect(flushed == 12 && !flushes.isOver)
  }

  @Test func aSteadyTrickleDoesNotStarveWhatWaits() throws {
    // Never silent for long, never enough for a batch: it goes on until something is written.
    let number = Atomic<Int>(0)
    let hasWritten = Atomic<Bool>(false)
    _ = try BatchRun.run(
      settings: settings,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
      read: { () throws(IntegerError) -> [Item]? in
        if hasWritten.load(ordering: .relaxed) { return nil }
        let next = number.add(1, ordering: .relaxed).oldValue
        if next == 900 { return nil }
        Thread.sleep(forTimeInterval: 0.01)
        return [Item(number: next, rows: [1])]
      },
      write: { (_: Line) throws(IntegerError) in hasWritten.store(true, ordering: .relaxed) },
      flush: { () throws(IntegerError) in })
    #expect(number.load(ordering: .relaxed) < 900)
  }

  @Test func cancellingWritesLittleMoreAndCountsIt() throws {
    let items = items(100_000)
    let cancellation = Cancellation()
    var source = GroupedItems(items)
    var lines: [Line] = []
    var flushed = 0
    let outcome = try BatchRun.run(
      settings: RunSettings(workers: 2, batchRows: 64, tileRows: 64, windowCost: 300),
      cancellation: cancellation,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary(), jitter: 300) },
      read: { () throws(IntegerError) -> [Item]? in source.next() },
      write: { (line: Line) throws(IntegerError) in
        lines.append(line)
        if lines.count == 200 { cancellation.cancel() }
      },
      flush: { () throws(IntegerError) in flushed = lines.count })
    #expect(outcome.cancelled)
    #expect(outcome.written == lines.count)
    #expect(flushed == lines.count)
    #expect(lines == items[..<lines.count].map(Line.init))
    // What was in flight: the window's cost, and a group.
    #expect((200..<600).contains(lines.count), "\(lines.count)")
  }

  @Test func cancellingDoesNotWaitForAReaderThatBlocks() throws {
    let (reading, gate) = (Patience(), Patience())
    let cancellation = Cancellation()
    Thread.detachNewThread {
      reading.wait()
      cancellation.cancel()
    }
    let outcome = try BatchRun.run(
      settings: settings, cancellation: cancellation,
      makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
      read: { () throws(IntegerError) -> [Item]? in
        reading.signal()
        gate.wait()
        return nil
      },
      write: { (_: Line) throws(IntegerError) in },
      flush: { () throws(IntegerError) in })
    #expect(outcome.cancelled && outcome.written == 0)
    #expect(!gate.isOver)
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

/// A semaphore that is waited for a minute at most.
final class Patience: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private let over = Atomic<Bool>(false)

  /// Whether somebody waited in vain.
  var isOver: Bool { over.load(ordering: .relaxed) }

  func signal() { semaphore.signal() }

  func wait() {
    if semaphore.wait(timeout: .now() + 60) == .timedOut { over.store(true, ordering: .relaxed) }
  }
}
