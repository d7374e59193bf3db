/// What a model emits for the pieces of a text, and the room it works in; kept between texts.
struct TokenSink {
  /// The ids of the tokens.
  var ids: [Int32] = []
  /// Where they stand in the text as it reached the model.
  var ranges: [ByteRange] = []
  /// Room of `WordPiece`: hashes of the prefixes of a word, and where these end.
  var hashes: [UInt64] = []
  var boundaries: [Int] = []
  /// Room of `BytePairEncoding`.
  var merging = BytePairEncoding.Workspace()
  /// Room of `Unigram`.
  var lattice: [Unigram.Step] = []
  /// Words whose tokens are known already.
  var cache = WordCache()

  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
  }

  /// Takes back all tokens after a count of them.
  mutating func truncate(to count: Int) {
    ids.removeSubrange(count...)
    ranges.removeSubrange(count...)
  }

  @inline(__always)
  mutating func emit(_ id: Int32, from start: Int, to end: Int) {
    ids.append(id)
    ranges.append(ByteRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
  }

  /// Emits the tokens of a word that is known already; else its hash, and how many tokens there were before
  /// it.
  mutating func emitKnown(
    _ bytes: [UInt8], from start: Int, to end: Int
  ) -> (isKnown: Bool, hash: UInt64, count: Int) {
    var hash = VocabularyTable.emptyHash
    for index in start..<end { hash = VocabularyTable.extend(hash, by: bytes[index]) }
    let number = cache.find(bytes, from: start, to: end, hash: hash)
    guard number >= 0 else { return (false, hash, ids.count) }
    let known = cache.tokens(of: number)
    let shift = Int32(truncatingIfNeeded: start)
    for index in known {
      let (id, range) = cache.token(at: index)
      ids.append(id)
      ranges.append(ByteRange(start: range.start + shift, end: range.end + shift))
    }
    return (true, hash, ids.count)
  }

  /// Remembers what was emitted for a word since a count of tokens.
  mutating func remember(_ bytes: [UInt8], from start: Int, to end: Int, hash: UInt64, since count: Int) {
    cache.remember(bytes, from: start, to: end, hash: hash, ids: ids[count...], ranges: ranges[count...])
  }
}
