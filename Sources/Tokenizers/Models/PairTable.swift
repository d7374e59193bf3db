/// The merges of byte-pair encoding: for two neighbouring tokens, how early they are merged and into which.
struct PairTable: Sendable {
  private var keys: [UInt64]
  private var values: [Merge]
  private let mask: Int

  /// What becomes of a pair: a lower rank is merged earlier.
  struct Merge: Sendable {
    var rank: UInt32
    var id: Int32
  }

  /// No pair of ids, since ids are not negative.
  private static let empty = UInt64.max

  /// A table with room for a count of pairs.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: Self.empty, count: size)
    values = [Merge](repeating: Merge(rank: 0, id: 0), count: size)
    mask = size - 1
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed >> 32) & mask
    while keys[slot] != key, keys[slot] != Self.empty { slot = (slot + 1) & mask }
    return slot
  }

  /// Adds a pair; of equal ones the last counts.
  mutating func insert(_ left: Int32, _ right: Int32, _ merge: Merge) {
    let key = Self.key(left, right)
    let slot = slot(of: key)
    keys[slot] = key
    values[slot] = merge
  }

  /// What becomes of two neighbours, or nil.
  @inline(__always)
  func merge(_ left: Int32, _ right: Int32) -> Merge? {
    let slot = slot(of: Self.key(left, right))
    return keys[slot] == Self.empty ? nil : values[slot]
  }
}
