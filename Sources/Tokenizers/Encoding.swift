/// What a model reads: the tokens of one text or two with the special tokens around them, an entry a token in
/// every array.
package struct Encoding: Sendable {
  /// The ids of the tokens.
  package internal(set) var ids: [Int32] = []
  /// Which segment each token is of, as the model's type embedding counts them.
  package internal(set) var typeIDs: [Int32] = []
  /// The UTF-8 bytes of its own text that each token stands for, counted within the word where words were
  /// given; `.none` of specials.
  package internal(set) var offsets: [ByteRange] = []
  /// The word of its own text that each token belongs to; -1 of specials.
  package internal(set) var wordIDs: [Int32] = []
  /// 0 for tokens of the first text, 1 for the second, -1 for specials.
  package internal(set) var sequenceIDs: [Int32] = []
  /// Whether a token was put there by the template; special tokens found in the text itself were not.
  package internal(set) var isSpecial: [Bool] = []

  /// How many tokens there are.
  package var count: Int { ids.count }

  /// No tokens.
  package init() {}

  mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    typeIDs.reserveCapacity(count)
    offsets.reserveCapacity(count)
    wordIDs.reserveCapacity(count)
    sequenceIDs.reserveCapacity(count)
    isSpecial.reserveCapacity(count)
  }

  mutating func appendSpecial(_ id: Int32, typeID: Int32) {
    ids.append(id)
    typeIDs.append(typeID)
    offsets.append(.none)
    wordIDs.append(-1)
    sequenceIDs.append(-1)
    isSpecial.append(true)
  }

  mutating func append(_ tokens: Tokens, _ window: Range<Int>, typeID: Int32, sequenceID: Int32) {
    ids += tokens.ids[window]
    if let first = window.first, !tokens.firstOffsets.isEmpty {
      offsets.append(tokens.firstOffsets[first])
      offsets += tokens.offsets[window].dropFirst()
    } else {
      offsets += tokens.offsets[window]
    }
    wordIDs += tokens.wordIDs[window]
    for _ in window {
      typeIDs.append(typeID)
      sequenceIDs.append(sequenceID)
      isSpecial.append(false)
    }
  }
}
