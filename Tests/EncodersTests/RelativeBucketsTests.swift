import Encoders
import Testing

@Suite struct RelativeBucketsTests {
  /// Where a bucket begins, from distance −513 to 513, as transformers 5.23's MPNet gives them with torch 2.13.
  private let starts = [
    (-513, 15), (-90, 14), (-63, 13), (-45, 12), (-31, 11), (-22, 10), (-15, 9), (-11, 8), (-7, 7), (-6, 6),
    (-5, 5),
    (-4, 4), (-3, 3), (-2, 2), (-1, 1), (0, 0), (1, 17), (2, 18), (3, 19), (4, 20), (5, 21), (6, 22), (7, 23),
    (8, 24),
    (12, 25), (16, 26), (23, 27), (32, 28), (46, 29), (64, 30), (91, 31),
  ]

  @Test func bucketsAreThoseOfTransformers() {
    for distance in -513...513 {
      let expected = starts.last { $0.0 <= distance }?.1
      #expect(RelativeBuckets.bucket(distance, count: 32, maximumDistance: 128) == expected, "\(distance)")
    }
  }

  @Test func aTableIsSpreadByDistance() {
    // Two heads; the bias of a bucket is its number, and 100 more for the second head.
    let table = (0..<32).flatMap { [Float($0), Float($0 + 100)] }
    let spread = RelativeBuckets.spread(table, count: 32, heads: 2, maximumDistance: 128, reach: 2)
    #expect(spread == [2, 1, 0, 17, 18, 102, 101, 100, 117, 118])
  }
}
