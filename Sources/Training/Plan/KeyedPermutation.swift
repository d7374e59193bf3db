/// An order of numbers that follows from a key: no list of it is kept, and each place is found by itself.
///
/// A Feistel network over the next power of four, walked until it stays below the count
/// (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002).
package struct KeyedPermutation: Sendable {
  private static let rounds = 6

  /// How many numbers are put in order.
  package let count: Int
  private let keys: [UInt64]
  private let halfBits: UInt64

  /// The order of the numbers below `count` that the words of a key give.
  package init(count: Int, key: [UInt64]) {
    self.count = count
    var half: UInt64 = 1
    while 1 << (2 * half) < UInt64(max(1, count)) { half += 1 }
    halfBits = half
    var state: UInt64 = 0
    for word in key { state = mixed(state ^ word) }
    keys = (0..<Self.rounds).map { mixed(state &+ UInt64($0 + 1) &* 0x9E37_79B9_7F4A_7C15) }
  }

  /// The number at a place.
  package subscript(place: Int) -> Int {
    precondition(place >= 0 && place < count, "a place lies within the order")
    var value = UInt64(place)
    repeat { value = encrypted(value) } while value >= UInt64(count)
    return Int(value)
  }

  private func encrypted(_ value: UInt64) -> UInt64 {
    let mask = (UInt64(1) << halfBits) - 1
    var (left, right) = (value >> halfBits, value & mask)
    for key in keys { (left, right) = (right, left ^ (mixed(right ^ key) & mask)) }
    return left << halfBits | right
  }
}

/// A word whose bits all depend on all bits of another: the last steps of SplitMix64.
func mixed(_ word: UInt64) -> UInt64 {
  var word = word &+ 0x9E37_79B9_7F4A_7C15
  word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
  word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
  return word ^ word >> 31
}
