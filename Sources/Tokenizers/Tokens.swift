/// The tokens of one text, without special tokens around them.
package struct Tokens: Sendable {
  /// The ids of the tokens.
  package internal(set) var ids: [Int32] = []
  /// The UTF-8 bytes of the given text that each token stands for; of its word, where words were given.
  package internal(set) var offsets: [ByteRange] = []
  /// The word that each token belongs to: its index among the given words, or among the pieces that the text
  /// was cut into.
  package internal(set) var wordIDs: [Int32] = []

  /// The offsets that each token has where it is the first of a window, where that makes a difference; else
  /// empty.
  var firstOffsets: [ByteRange] = []

  /// How many tokens there are.
  package var count: Int { ids.count }

  /// No tokens.
  package init() {}

  /// Drops all tokens and keeps the memory.
  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    wordIDs.removeAll(keepingCapacity: true)
    firstOffsets.removeAll(keepingCapacity: true)
  }
}
