import BatchRuntime
import TestSupport
import Testing

@Suite struct BatchPlannerTests {
  typealias Place = BatchPlanner.Place

  /// A planner with one unit an input.
  func planner(tile: Int, rows: [Int]) -> BatchPlanner {
    var planner = BatchPlanner(tile: tile)
    for (input, rows) in rows.enumerated() { planner.insert([Place(input: input, unit: 0, rows: rows)]) }
    return planner
  }

  /// The rows of all batches until the pool is empty.
  func batches(_ planner: inout BatchPlanner, budget: Int) -> [[Int]] {
    var batches: [[Int]] = []
    while planner.count > 0 { batches.append(planner.next(budget: budget).map(\.rows)) }
    return batches
  }

  @Test func anEmptyPoolGivesNothing() {
    var planner = BatchPlanner(tile: 8)
    #expect(planner.next(budget: 100).isEmpty)
  }

  @Test func theRestIsFilledExactlyOutOfTheLookAhead() {
    var planner = planner(tile: 16, rows: [10, 9, 9, 5, 1])
    #expect(planner.next(budget: 16).map(\.rows) == [10, 5, 1])
    #expect(planner.next(budget: 16).map(\.rows) == [9])
  }

  @Test func ofTwoExactFillsTheOlderUnitsWin() {
    var planner = planner(tile: 16, rows: [10, 6, 6])
    #expect(planner.next(budget: 16).map(\.input) == [0, 1])
  }

  @Test func aFullTileBeatsAFullerBudget() {
    // 16 rows are one tile; with the 3 more that fit a second tile would be nearly empty.
    var planner = planner(tile: 16, rows: [16, 3])
    #expect(planner.next(budget: 32).map(\.rows) == [16])
    // Two exact fills: the larger one.
    planner = self.planner(tile: 16, rows: [10, 6, 16])
    #expect(planner.next(budget: 32).map(\.rows) == [10, 6, 16])
  }

  @Test func longUnitsThatFillTheBudgetAreFound() {
    var planner = planner(tile: 16, rows: [160, 150, 170, 202])
    #expect(planner.next(budget: 512).map(\.rows) == [160, 150, 202])
  }

  @Test func manyShortUnitsFillALargeBudget() {
    var planner = planner(tile: 16, rows: Array(repeating: 3, count: 3000))
    // The most threes that end with a tile.
    #expect(planner.next(budget: 4096).reduce(0) { $0 + $1.rows } == 4080)
  }

  @Test func aUnitAboveTheBudgetGoesUpToTheEndOfItsLastTile() {
    var planner = planner(tile: 16, rows: [70, 20, 7, 4, 3])
    #expect(planner.next(budget: 32).map(\.rows) == [70, 7, 3])
    #expect(planner.next(budget: 32).map(\.rows) == [20, 4])
    planner = self.planner(tile: 16, rows: [70, 20])
    #expect(planner.next(budget: 32).map(\.rows) == [70])
  }

  @Test func aBudgetUnderATileIsKept() {
    var planner = planner(tile: 128, rows: [30, 30, 30, 4, 64])
    #expect(batches(&planner, budget: 64) == [[30, 30, 4], [30], [64]])
  }

  @Test func theOldestIsAlwaysInTheNextBatch() {
    var random = SeededRandom(seed: 11)
    var planner = BatchPlanner(tile: 32)
    var waiting: [Int] = []
    var input = 0
    for _ in 0..<2000 {
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        planner.insert([Place(input: input, unit: 0, rows: Int.random(in: 1...90, using: &random))])
        waiting.append(input)
        input += 1
      }
      let batch = planner.next(budget: 96)
      #expect(batch.first?.input == waiting.first)
      waiting.removeAll { input in batch.contains { $0.input == input } }
    }
  }

  @Test(arguments: [(1, 1), (16, 64), (64, 64), (128, 128), (128, 512), (128, 4096), (100, 250)])
  func everyUnitIsTakenOnceAndNoBatchIsTooLarge(tile: Int, budget: Int) {
    var random = SeededRandom(seed: UInt64(tile + budget))
    var planner = BatchPlanner(tile: tile)
    var all: [Place] = []
    var taken: [Place] = []
    var order = Array(0..<60)
    order.shuffle(using: &random)
    for group in order {
      // Groups arrive in any order, as from several workers.
      var places: [Place] = []
      for input in group * 10..<group * 10 + 10 {
        for unit in 0..<Int.random(in: 0...3, using: &random) {
          places.append(Place(input: input, unit: unit, rows: Int.random(in: 1...200, using: &random)))
        }
      }
      planner.insert(places)
      all += places
      if Bool.random(using: &random) { taken += take(&planner, tile: tile, budget: budget) }
    }
    while planner.count > 0 { taken += take(&planner, tile: tile, budget: budget) }
    #expect(planner.rows == 0)
    func sorted(_ places: [Place]) -> [Place] {
      places.sorted { ($0.input, $0.unit) < ($1.input, $1.unit) }
    }
    #expect(sorted(taken) == sorted(all))
  }

  func take(_ planner: inout BatchPlanner, tile: Int, budget: Int) -> [Place] {
    let batch = planner.next(budget: budget)
    let rows = batch.reduce(0) { $0 + $1.rows }
    #expect(rows <= max(budget, planner.tiled(batch.first?.rows ?? 0)))
    return batch
  }

  @Test(arguments: [128, 256, 512, 4096])
  func sentencesFillTheirTiles(budget: Int) {
    // Lengths as of sentences: most between 5 and 60 tokens, some far longer.
    var random = SeededRandom(seed: 5)
    var planner = BatchPlanner(tile: 128)
    var input = 0
    var rows = 0
    var tiled = 0
    for _ in 0..<500 {
      while planner.rows < max(2048, 2 * budget) {
        let long = Int.random(in: 0..<40, using: &random) == 0
        let rows = long ? Int.random(in: 60...384, using: &random) : Int.random(in: 5...60, using: &random)
        planner.insert([Place(input: input, unit: 0, rows: rows)])
        input += 1
      }
      let batch = planner.next(budget: budget).reduce(0) { $0 + $1.rows }
      rows += batch
      tiled += planner.tiled(batch)
    }
    #expect(Double(rows) / Double(tiled) > 0.999, "\(rows) of \(tiled)")
  }

  @Test func removingDropsTheInputsFromThereOn() {
    var planner = planner(tile: 8, rows: [3, 4, 5, 6])
    planner.remove(from: 2)
    #expect(planner.count == 2 && planner.rows == 7)
    #expect(planner.next(budget: 100).map(\.input) == [0, 1])
  }

  @Test func theLargestCanGoFirst() {
    var planner = planner(tile: 8, rows: [3, 4, 50, 6])
    #expect(planner.next(budget: 16, anchor: .largest).map(\.input) == [2, 3])
  }
}
