import BatchRuntime
import Foundation
import Synchronization
import Testing

@Suite struct BatchRunFailureTests {
  let settings = RunSettings(workers: 3, batchRows: 96, tileRows: 32, windowCost: 150)

  @Test(arguments: [FailingStep.prepare, .compute, .finish], [0, 1, 137, 399])
  func aFailedInputEndsTheRunAfterAllBeforeIt(step: FailingStep, place: Int) {
    var items = items(400)
    items[place].rows = [10, 20]
    items[place].failing = step
    let result = runItems(items, settings: settings, jitter: 100)
    #expect(result.lines == items[..<place].map(Line.init))
    #expect(result.failure?.input == place)
    #expect(result.failure?.written == place)
    switch step {
    case .prepare:
      #expect(result.failure?.stage == .prepare)
      #expect(result.failure?.cause == .prepare(place))
    case .compute:
      #expect(result.failure?.stage == .compute)
      #expect(result.failure?.cause == .compute(place))
    case .finish:
      #expect(result.failure?.stage == .finish)
      #expect(result.failure?.cause == .finish(place))
    }
  }

  @Test func ofSeveralFailuresTheEarliestInputCounts() {
    for round in 0..<20 {
      var items = items(300, seed: UInt64(round))
      for (place, step) in [(290, FailingStep.prepare), (205, .compute), (201, .finish), (200, .compute)] {
        items[place].rows = [7]
        items[place].failing = step
      }
      let result = runItems(items, settings: settings, jitter: 60)
      #expect(result.failure?.cause == .compute(200))
      #expect(result.lines == items[..<200].map(Line.init))
    }
  }

  @Test func aFailedReaderEndsTheRunAfterAllItRead() {
    let items = items(250)
    let result = runItems(items, settings: settings, jitter: 100, readFailure: true)
    #expect(result.lines == items.map(Line.init))
    #expect(result.failure?.stage == .read)
    #expect(result.failure?.cause == .read)
    #expect(result.failure?.input == 250)
    #expect(result.failure?.written == 250)
  }

  @Test(arguments: [0, 1, 99])
  func aFailedWriterEndsTheRunThere(place: Int) {
    let items = items(250)
    let result = runItems(items, settings: settings, jitter: 100, writeFailureAt: place)
    #expect(result.lines == items[..<place].map(Line.init))
    #expect(result.failure?.stage == .write)
    #expect(result.failure?.cause == .write)
    #expect(result.failure?.written == place)
  }

  @Test func aFailedFlushIsAFailureOfTheWriter() {
    #expect {
      try BatchRun.run(
        settings: settings,
        makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
        read: { () throws(IntegerError) -> [Item]? in nil },
        write: { (_: Line) throws(IntegerError) in },
        flush: { () throws(IntegerError) in throw .write })
    } throws: { error in
      (error as? RunFailure<IntegerError>)?.stage == .write
    }
  }

  @Test func aWorkerThatCannotBeMadeEndsTheRun() {
    #expect {
      try BatchRun.run(
        settings: settings,
        makePipeline: { () throws(IntegerError) -> IntegerPipeline in throw .start },
        read: { () throws(IntegerError) -> [Item]? in [Item(number: 0, rows: [1])] },
        write: { (_: Line) throws(IntegerError) in },
        flush: { () throws(IntegerError) in })
    } throws: { error in
      let failure = error as? RunFailure<IntegerError>
      return failure?.stage == .start && failure?.cause == .start && failure?.written == 0
    }
  }

  @Test func aFailureDoesNotWaitForABlockedReader() {
    let gate = Patience()
    var calls = 0
    var failure: RunFailure<IntegerError>?
    do throws(RunFailure<IntegerError>) {
      _ = try BatchRun.run(
        settings: settings,
        makePipeline: { () throws(IntegerError) in IntegerPipeline(diary: Diary()) },
        read: { () throws(IntegerError) -> [Item]? in
          calls += 1
          if calls == 1 { return [Item(number: 0, rows: [1], failing: .prepare)] }
          gate.wait()
          return nil
        },
        write: { (_: Line) throws(IntegerError) in },
        flush: { () throws(IntegerError) in })
    } catch {
      failure = error
    }
    #expect(failure?.cause == .prepare(0))
    #expect(!gate.isOver)
    gate.signal()
  }
}
