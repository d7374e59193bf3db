/// A random generator that gives the same numbers for the same seed everywhere, so that a failure can be repeated
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64 = 1) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 to below `limit`.
  package mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// A number in [-limit, limit].
  package mutating func float(_ limit: Float = 1) -> Float {
    (Float(next() >> 40) / Float(1 << 23) - 1) * limit
  }

  /// Numbers in [-limit, limit].
  package mutating func floats(_ count: Int, _ limit: Float = 1) -> [Float] {
    (0..<count).map { _ in float(limit) }
  }

  /// Integers in a range.
  package mutating func integers(_ count: Int, in range: ClosedRange<Int>) -> [Int] {
    (0..<count).map { _ in range.lowerBound + below(range.count) }
  }
}
