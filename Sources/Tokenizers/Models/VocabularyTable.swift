/// A hash table from the UTF-8 bytes of tokens to ids, probed with hashes that a caller can extend byte by
/// byte.
struct VocabularyTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]
  private var ids: [Int32] = []
  /// High half of the hash above the entry's number plus one; 0 is an empty slot.
  private var slots: [UInt64]
  private var mask: Int
  /// The bytes of the longest token.
  private(set) var longest = 0

  /// The hash of nothing (FNV-1a, 64 bits).
  static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of what was hashed before and one byte more.
  @inline(__always)
  static func extend(_ hash: UInt64, by byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  static func hash(_ key: some Collection<UInt8>) -> UInt64 {
    var hash = emptyHash
    for byte in key { hash = extend(hash, by: byte) }
    return hash
  }

  /// A table with room for a count of tokens.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    ids.reserveCapacity(capacity)
    ends.reserveCapacity(capacity + 1)
  }

  /// How many different tokens it holds.
  var count: Int { ids.count }

  /// Adds a token; of equal ones the last id stays.
  mutating func insert(_ key: some Collection<UInt8>, id: Int32) {
    if (count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(key)
    var slot = Self.home(of: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let entry = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if self.key(of: entry).elementsEqual(key) {
          ids[entry] = id
          return
        }
      }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: key)
    ends.append(UInt32(bytes.count))
    ids.append(id)
    longest = max(longest, key.count)
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(ids.count)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for entry in ids.indices {
      let hash = Self.hash(key(of: entry))
      var slot = Self.home(of: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(entry + 1)
    }
  }

  @inline(__always)
  private static func home(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 32) }

  /// The id of the bytes of `text` in a range whose hash is given, or -1.
  @inline(__always)
  func id(of text: [UInt8], from start: Int, to end: Int, hash: UInt64) -> Int32 {
    var slot = Self.home(of: hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return -1 }
      if found >> 32 == hash >> 32 {
        let entry = Int(found & 0xFFFF_FFFF) - 1
        if matches(entry, text, start, end) { return ids[entry] }
      }
      slot = (slot + 1) & mask
    }
  }

  /// The id of a token, or nil.
  func id(of token: String) -> Int32? { id(of: Array(token.utf8)) }

  /// The id of a token, or nil.
  func id(of text: [UInt8]) -> Int32? {
    let id = id(of: text, from: 0, to: text.count, hash: Self.hash(text))
    return id < 0 ? nil : id
  }

  @inline(__always)
  private func matches(_ entry: Int, _ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let from = Int(ends[entry])
    guard Int(ends[entry + 1]) - from == end - start else { return false }
    for offset in 0..<(end - start) where bytes[from + offset] != text[start + offset] { return false }
    return true
  }

  /// The bytes of an entry, numbered in the order of insertion.
  func key(of entry: Int) -> ArraySlice<UInt8> { bytes[Int(ends[entry])..<Int(ends[entry + 1])] }

  /// The id of an entry.
  func id(ofEntry entry: Int) -> Int32 { ids[entry] }
}
