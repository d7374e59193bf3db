/// The merges of byte-pair encoding: for two neighbouring tokens, how early they are merged and into which.
struct PairTable: Sendable {
  private var slots: [Slot]
  private let mask: Int

  private struct Slot {
    var key: UInt64
    var merge: Merge
  }

  /// What becomes of a pair: a lower rank is merged earlier.
  struct Merge: Sendable {
    var rank: UInt32
    var id: Int32

    /// Of a pair that is never merged.
    static let none = Merge(rank: .max, id: -1)
  }

  /// No pair of ids, since ids are not negative.
  private static let empty = UInt64.max

  /// A table with room for a count of pairs.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(key: Self.empty, merge: .none), count: size)
    mask = size - 1
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: mixed >> 32) & mask
    while slots[place].key != key, slots[place].key != Self.empty { place = (place + 1) & mask }
    return place
  }

  /// Adds a pair; of equal ones the last counts.
  mutating func insert(_ left: Int32, _ right: Int32, _ merge: Merge) {
    let key = Self.key(left, right)
    slots[place(of: key)] = Slot(key: key, merge: merge)
  }

  /// What becomes of two neighbours; `none` where nothing does.
  @inline(__always)
  func merge(_ left: Int32, _ right: Int32) -> Merge { slots[place(of: Self.key(left, right))].merge }
}
