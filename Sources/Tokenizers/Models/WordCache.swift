/// What a model made of the words it saw last, so that a word is worked out once. It forgets all when it is
/// full.
struct WordCache {
  private struct Entry {
    var hash: UInt64
    var keyStart: Int32
    var keyEnd: Int32
    var tokenStart: Int32
    var tokenEnd: Int32
  }

  private var entries: [Entry] = []
  private var keys: [UInt8] = []
  private var ids: [Int32] = []
  /// Within the word.
  private var ranges: [ByteRange] = []
  /// Entry number plus one; 0 is an empty slot.
  private var slots: [Int32] = []

  private static let slotCount = 1 << 15
  private static let entryLimit = 1 << 14
  /// Longer words are seldom seen twice.
  private static let wordLimit = 64

  /// Forgets everything.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    slots = [Int32](repeating: 0, count: slots.isEmpty ? 0 : Self.slotCount)
  }

  /// The number of the entry for a word, or -1.
  func find(_ bytes: [UInt8], from start: Int, to end: Int, hash: UInt64) -> Int {
    if slots.isEmpty { return -1 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (Self.slotCount - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let entry = entries[number]
      if entry.hash == hash, Int(entry.keyEnd - entry.keyStart) == end - start {
        let key = Int(entry.keyStart)
        var offset = 0
        while offset < end - start, keys[key + offset] == bytes[start + offset] { offset += 1 }
        if offset == end - start { return number }
      }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    return -1
  }

  /// The places of an entry's tokens.
  func tokens(of number: Int) -> Range<Int> {
    Int(entries[number].tokenStart)..<Int(entries[number].tokenEnd)
  }

  /// A token and where it stands within its word.
  @inline(__always)
  func token(at place: Int) -> (id: Int32, range: ByteRange) { (ids[place], ranges[place]) }

  /// Remembers the tokens of a word that stands at `start`.
  mutating func remember(
    _ bytes: [UInt8], from start: Int, to end: Int, hash: UInt64, ids newIDs: ArraySlice<Int32>,
    ranges newRanges: ArraySlice<ByteRange>
  ) {
    guard end - start <= Self.wordLimit else { return }
    if slots.isEmpty { slots = [Int32](repeating: 0, count: Self.slotCount) }
    if entries.count == Self.entryLimit { removeAll() }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (Self.slotCount - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (Self.slotCount - 1) }
    let keyStart = Int32(keys.count)
    let tokenStart = Int32(ids.count)
    keys += bytes[start..<end]
    ids += newIDs
    let shift = Int32(truncatingIfNeeded: start)
    for range in newRanges { ranges.append(ByteRange(start: range.start - shift, end: range.end - shift)) }
    entries.append(
      Entry(
        hash: hash, keyStart: keyStart, keyEnd: Int32(keys.count), tokenStart: tokenStart,
        tokenEnd: Int32(ids.count)))
    slots[slot] = Int32(entries.count)
  }
}
