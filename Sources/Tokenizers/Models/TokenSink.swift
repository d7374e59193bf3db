/// What a model emits for the pieces of a text, and the room it works in; kept between texts.
struct TokenSink {
  /// The ids of the tokens.
  var ids: [Int32] = []
  /// Where they stand in the text as it reached the model.
  var ranges: [ByteRange] = []
  /// Room for hashes of the prefixes of a word, and for where they end.
  var hashes: [UInt64] = []
  var boundaries: [Int] = []

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
}
