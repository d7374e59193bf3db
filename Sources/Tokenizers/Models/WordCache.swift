/// The tokens of the words that a model cut last, so that a frequent word is cut once.
///
/// Words are in two generations. When the younger one is full it takes the place of the older one, whose words are
/// forgotten; a word that is found in the older one is copied to the younger one. No text allocates once both are full.
struct WordCache {
  private var younger = Generation()
  private var older = Generation()

  /// Forgets all words.
  mutating func removeAll() {
    younger.removeAll()
    older.removeAll()
  }

  /// Appends the tokens of a known word at `start`; false where it is not known.
  @inline(__always)
  mutating func emit(
    _ word: WordKey, at start: Int, ids: inout [Int32], ranges: inout [ByteRange]
  ) -> Bool {
    if younger.emit(word, at: start, ids: &ids, ranges: &ranges) { return true }
    let count = ids.count
    guard older.emit(word, at: start, ids: &ids, ranges: &ranges) else { return false }
    remember(word, at: start, ids: ids[count...], ranges: ranges[count...])
    return true
  }

  /// Remembers the tokens of a word at `start` that was not found.
  mutating func remember(
    _ word: WordKey, at start: Int, ids: ArraySlice<Int32>, ranges: ArraySlice<ByteRange>
  ) {
    if younger.isFull {
      swap(&younger, &older)
      younger.removeAll()
    }
    younger.insert(word, at: start, ids: ids, ranges: ranges)
  }
}

/// Words with their tokens, one record after another, and a hash table over them.
private struct Generation {
  /// Of each word: the upper bits of its hash with the counts of its tokens and bytes below them, its bytes, and its tokens as
  /// the id above the places within the word.
  private var records: [UInt64] = []
  private var count = 0
  /// Where a record begins, plus one; 0 is an empty slot. None before the first word.
  private var slots: [UInt32] = []

  private static let wordLimit = 1 << 14
  private static let slotMask = 1 << 15 - 1

  var isFull: Bool { count == Self.wordLimit }

  mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    count = 0
    for slot in slots.indices { slots[slot] = 0 }
  }

  @inline(__always)
  private static func home(of word: WordKey) -> Int { Int(truncatingIfNeeded: word.hash) & slotMask }

  /// A record's first number, without the count of its tokens.
  @inline(__always)
  private static func header(of word: WordKey) -> UInt64 {
    word.hash & ~0xFFFF | UInt64(truncatingIfNeeded: word.byteCount)
  }

  /// Appends the tokens of a word; false where it is not known.
  @inline(__always)
  func emit(_ word: WordKey, at start: Int, ids: inout [Int32], ranges: inout [ByteRange]) -> Bool {
    if slots.isEmpty { return false }
    let header = Self.header(of: word)
    var slot = Self.home(of: word)
    while slots[slot] != 0 {
      let record = Int(slots[slot]) - 1
      if records[record] & ~0xFF00 == header, matches(word, record + 1) {
        let first = record + 1 + word.chunkCount
        let shift = Int32(truncatingIfNeeded: start)
        for place in first..<first + Int(records[record] >> 8 & 0xFF) {
          let token = records[place]
          ids.append(Int32(truncatingIfNeeded: token >> 32))
          ranges.append(
            ByteRange(
              start: Int32(truncatingIfNeeded: token >> 8 & 0xFF) + shift,
              end: Int32(truncatingIfNeeded: token & 0xFF) + shift))
        }
        return true
      }
      slot = (slot + 1) & Self.slotMask
    }
    return false
  }

  @inline(__always)
  private func matches(_ word: WordKey, _ place: Int) -> Bool {
    for number in 0..<word.chunkCount where records[place + number] != word[number] { return false }
    return true
  }

  /// Adds a word at `start` that it does not have; one of more tokens than can be counted is left out.
  mutating func insert(_ word: WordKey, at start: Int, ids: ArraySlice<Int32>, ranges: ArraySlice<ByteRange>)
  {
    guard ids.count <= 0xFF else { return }
    if slots.isEmpty { slots = [UInt32](repeating: 0, count: Self.slotMask + 1) }
    var slot = Self.home(of: word)
    while slots[slot] != 0 { slot = (slot + 1) & Self.slotMask }
    slots[slot] = UInt32(records.count + 1)
    count += 1
    records.append(Self.header(of: word) | UInt64(ids.count) << 8)
    for number in 0..<word.chunkCount { records.append(word[number]) }
    let shift = Int32(truncatingIfNeeded: start)
    for (id, range) in zip(ids, ranges) {
      let places = (range.start - shift) << 8 | (range.end - shift)
      records.append(UInt64(UInt32(bitPattern: id)) << 32 | UInt64(UInt32(bitPattern: places)))
    }
  }
}
