import TestSupport
import Testing

/// A comparison that passes what it should not would make every test that uses it worthless.
@Suite struct ComparisonTests {
  @Test(
    arguments: [
      ([], []), ([1], []), ([], [1]), ([1, 2], [1]), ([.nan], [.nan]), ([1, .nan], [1, 2]),
      ([1, 2], [.nan, 2]),
      ([.nan, 1], [.nan, 1]), ([.infinity], [1]), ([1], [.infinity]), ([.infinity], [-.infinity]),
    ] as [([Float], [Double])])
  func nothingAndNoNumberAreInfinitelyFar(_ found: [Float], _ expected: [Double]) {
    #expect(largestDifference(found, expected) == .infinity)
    #expect(worstError(found, expected) == .infinity)
  }

  @Test func theLargestDifferenceIsFoundAnywhere() {
    #expect(largestDifference([1, 2, 3] as [Float], [1, 2, 3] as [Float]) == 0)
    #expect(largestDifference([1, 2, 3.5] as [Float], [1, 1, 3] as [Double]) == 1)
    #expect(largestDifference([-1, 2] as [Double], [1, 2] as [Double]) == 2)
    #expect(largestDifference([.infinity] as [Float], [.infinity] as [Float]) == 0)
  }

  @Test func errorsAreSharesOfLargeNumbersOnly() {
    #expect(worstError([0.5] as [Float], [0.25] as [Double]) == 0.25)
    #expect(worstError([90] as [Float], [100] as [Double]) == 0.1)
    #expect(worstError([-90] as [Float], [-100] as [Double]) == 0.1)
  }

  @Test func closeNumbersAreNumbers() {
    #expect(isClose(1, 1.5, within: 0.5) && isClose(Double.infinity, .infinity, within: 0))
    #expect(!isClose(1, 1.6, within: 0.5) && !isClose(Float.nan, .nan, within: 1))
    #expect(!isClose(1, Double.nan, within: 1) && !isClose(Double.nan, 1, within: 1))
  }

  @Test func composedLettersAreOtherBytes() {
    #expect(sameBytes("é", "é") && !sameBytes("e\u{301}", "é"))
  }
}
