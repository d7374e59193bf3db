import Compute
import TestSupport
import Testing

/// Dropout depends on its keys alone.
@Suite struct DropoutTests {
  private func rows(
    _ set: InstructionSet, _ x: [Float], columns: Int, seed: UInt64 = 1, step: UInt32 = 1, site: Int = 3,
    counts: [Int32], places: [Int32]? = nil, examples: [UInt32], rate: Float = 0.25
  ) throws -> [Float] {
    var workspace = try Workspace(Engine(Processor(set)))
    var matrix = Matrix.of(x, columns: columns)
    let dropout = Dropout(hidden: rate, attention: 0, classifier: 0, seed: seed, step: step)
    matrix.drop(
      at: dropout.site(site, rate: dropout.hidden), counts: counts, places: places, examples: examples.span,
      workspace: &workspace)
    return matrix.floats
  }

  @Test(arguments: Processor.available, [1, 16, 37, 384])
  func dropsAShareAndKeepsTheMean(_ set: InstructionSet, _ columns: Int) throws {
    let count = 200_000 / columns
    let ones = [Float](repeating: 1, count: count * columns)
    let dropped = try rows(set, ones, columns: columns, counts: [Int32(count)], examples: [9])
    #expect(Set(dropped) == [0, 4.0 / 3])
    let mean = dropped.reduce(0.0) { $0 + Double($1) } / Double(dropped.count)
    #expect(abs(mean - 1) < 0.01)
  }

  @Test func everyInstructionSetDropsTheSame() throws {
    let ones = [Float](repeating: 1, count: 50 * 45)
    let all = try Processor.available.map {
      try rows($0, ones, columns: 45, counts: [20, 30], examples: [4, 5])
    }
    #expect(all.allSatisfy { $0 == all[0] })
  }

  @Test(arguments: Processor.available)
  func aRowDependsOnItsExampleAndPlaceAlone(_ set: InstructionSet) throws {
    let ones = [Float](repeating: 1, count: 30 * 45)
    let together = try rows(set, ones, columns: 45, counts: [20, 10], examples: [4, 5])
    let alone = try rows(set, Array(ones.prefix(10 * 45)), columns: 45, counts: [10], examples: [5])
    #expect(Array(together[(20 * 45)...]) == alone)
    let some = try rows(
      set, Array(ones.prefix(3 * 45)), columns: 45, counts: [3], places: [19, 0, 7], examples: [4])
    let expected: [Float] = [19, 0, 7].flatMap { (row: Int) in together[row * 45..<row * 45 + 45] }
    #expect(some == expected)
  }

  @Test(arguments: Processor.available)
  func everyKeyCounts(_ set: InstructionSet) throws {
    let ones = [Float](repeating: 1, count: 4 * 64)
    let variants = try [
      rows(set, ones, columns: 64, counts: [4], examples: [1]),
      rows(set, ones, columns: 64, counts: [4], examples: [2]),
      rows(set, ones, columns: 64, step: 2, counts: [4], examples: [1]),
      rows(set, ones, columns: 64, site: 4, counts: [4], examples: [1]),
      rows(set, ones, columns: 64, seed: 2, counts: [4], examples: [1]),
      rows(set, ones, columns: 64, seed: 1 << 32 + 1, counts: [4], examples: [1]),
    ]
    #expect(Set(variants).count == variants.count)
  }

  @Test func nothingIsDroppedAtRateZero() throws {
    #expect(
      Dropout(hidden: 0, attention: 0, classifier: 0, seed: 1, step: 1).site(1, rate: 0).map { _ in 1 } == nil
    )
    let numbers: [Float] = [1, 2, 3]
    #expect(try rows(.plain, numbers, columns: 3, counts: [1], examples: [], rate: 0) == numbers)
  }
}
