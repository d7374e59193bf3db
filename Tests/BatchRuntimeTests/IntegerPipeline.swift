import BatchRuntime
import Foundation
import Synchronization
import TestSupport

/// An input made of integers: so many rows for each of its units.
struct Item: Sendable {
  var number: Int
  var rows: [Int]
  var cost = 1
  var failing: FailingStep?
}

/// Where an item makes its pipeline throw.
enum FailingStep: Sendable {
  case prepare, compute, finish
}

/// What the integer pipelines, readers and writers of the tests throw.
enum IntegerError: Error, Equatable {
  case start
  case read
  case prepare(Int)
  case compute(Int)
  case finish(Int)
  case write
}

/// What an item became: its number and the scores of its units.
struct Line: Sendable, Equatable {
  let number: Int
  let scores: [Int]

  init(_ item: Item) {
    number = item.number
    scores = item.rows.indices.map { Window(number: item.number, index: $0, rows: item.rows[$0]).score }
  }

  init(number: Int, scores: [Int]) {
    self.number = number
    self.scores = scores
  }
}

/// A unit of an item.
struct Window: Sendable, Hashable {
  let number: Int
  let index: Int
  let rows: Int
  var fails = false

  var score: Int { (number &* 0x9E37 &+ index) &* 31 &+ rows }
}

/// What all pipelines of a run did.
final class Diary: Sendable {
  struct Entries {
    var batches: [[Window]] = []
    var preparedInputs = 0
  }

  private let entries = Mutex(Entries())

  func note(batch: [Window]) { entries.withLock { $0.batches.append(batch) } }
  func notePrepared() { entries.withLock { $0.preparedInputs += 1 } }
  var batches: [[Window]] { entries.withLock { $0.batches } }
  var preparedInputs: Int { entries.withLock { $0.preparedInputs } }
}

/// A pipeline over integers that takes random time for each step.
struct IntegerPipeline: ~Copyable, Pipeline {
  let diary: Diary
  /// The longest random delay of a step, in microseconds.
  var jitter = 0
  /// The time that a tile of `tileRows` takes, in microseconds.
  var tileTime = 0
  var tileRows = 128
  var random = SystemRandomNumberGenerator()

  static func cost(of input: Item) -> Int { input.cost }
  static func rows(of unit: Window) -> Int { unit.rows }

  init(diary: Diary, jitter: Int = 0, tileTime: Int = 0, tileRows: Int = 128) {
    self.diary = diary
    self.jitter = jitter
    self.tileTime = tileTime
    self.tileRows = tileRows
  }

  private mutating func dawdle() {
    guard jitter > 0 else { return }
    Thread.sleep(forTimeInterval: Double(Int.random(in: 0...jitter, using: &random)) * 1e-6)
  }

  mutating func prepare(_ input: Item) throws(IntegerError) -> (prepared: Item, units: [Window]) {
    dawdle()
    if input.failing == .prepare { throw .prepare(input.number) }
    diary.notePrepared()
    let units = input.rows.indices.map {
      Window(number: input.number, index: $0, rows: input.rows[$0], fails: input.failing == .compute)
    }
    return (input, units)
  }

  mutating func compute(_ units: [Window]) throws(IntegerError) -> [Int] {
    dawdle()
    if tileTime > 0 {
      let rows = units.reduce(0) { $0 + $1.rows }
      Thread.sleep(forTimeInterval: Double((rows + tileRows - 1) / tileRows * tileTime) * 1e-6)
    }
    if let bad = units.first(where: { $0.fails }) { throw .compute(bad.number) }
    diary.note(batch: units)
    return units.map(\.score)
  }

  mutating func finish(_ prepared: Item, _ scores: [Int]) throws(IntegerError) -> Line {
    dawdle()
    if prepared.failing == .finish { throw .finish(prepared.number) }
    return Line(number: prepared.number, scores: scores)
  }
}

/// Random items; one in ten has no units, one in fifty has many.
func items(_ count: Int, largestRows: Int = 60, seed: UInt64 = 1) -> [Item] {
  var random = SeededRandom(seed: seed)
  return (0..<count).map { number in
    let kind = Int.random(in: 0..<50, using: &random)
    let units = kind == 0 ? 20 : kind < 6 ? 0 : Int.random(in: 1...2, using: &random)
    return Item(
      number: number, rows: (0..<units).map { _ in Int.random(in: 1...largestRows, using: &random) })
  }
}

/// Hands items over in groups of random size.
struct GroupedItems {
  var rest: ArraySlice<Item>
  var random: SeededRandom
  var largestGroup: Int

  init(_ items: [Item], largestGroup: Int = 20, seed: UInt64 = 7) {
    rest = items[...]
    random = SeededRandom(seed: seed)
    self.largestGroup = largestGroup
  }

  mutating func next() -> [Item]? {
    guard !rest.isEmpty else { return nil }
    let group = rest.prefix(Int.random(in: 0...largestGroup, using: &random))
    rest = rest.dropFirst(group.count)
    return Array(group)
  }
}
