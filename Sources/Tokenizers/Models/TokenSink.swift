/// The tokens that a model emits for the pieces of a text, and the model's buffers; kept between texts.
struct TokenSink {
  /// The ids of the tokens.
  var ids: [Int32] = []
  /// Where they are in the text as it reached the model.
  var ranges: [ByteRange] = []
  /// The word that each belongs to.
  var wordIDs: [Int32] = []
  /// Of `WordPiece`: hashes of the prefixes of a word, and where these end.
  var hashes: [UInt64] = []
  var boundaries: [Int] = []
  /// Of `BytePairEncoding`.
  var merging = BytePairEncoding.Workspace()
  /// Of `Unigram`.
  var lattice: [Unigram.Step] = []
  /// Words whose tokens are known already.
  var words = WordCache()

  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    wordIDs.removeAll(keepingCapacity: true)
  }

  /// Says that all tokens since the last word belong to one.
  @inline(__always)
  mutating func endWord(_ word: Int32) {
    while wordIDs.count < ids.count { wordIDs.append(word) }
  }

  /// Takes back all tokens after a count of them.
  mutating func truncate(to count: Int) {
    ids.removeSubrange(count...)
    ranges.removeSubrange(count...)
  }

  /// Turns round all tokens after a count of them.
  mutating func reverse(from count: Int) {
    var low = count
    var high = ids.count - 1
    while low < high {
      ids.swapAt(low, high)
      ranges.swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  @inline(__always)
  mutating func emit(_ id: Int32, from start: Int, to end: Int) {
    ids.append(id)
    ranges.append(ByteRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
  }

  /// Emits the tokens of a word that is known already; false where it is not.
  @inline(__always)
  mutating func emitKnown(_ word: WordKey, at start: Int) -> Bool {
    words.emit(word, at: start, ids: &ids, ranges: &ranges)
  }

  /// Remembers what was emitted for a word since a count of tokens.
  mutating func remember(_ word: WordKey, at start: Int, since count: Int) {
    words.remember(word, at: start, ids: ids[count...], ranges: ranges[count...])
  }
}
