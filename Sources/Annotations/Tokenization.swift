/// The tokens of one window, one list per aspect; all lists have the same count.
package struct Tokenization: Sendable, Equatable {
  /// The tokens as the vocabulary spells them.
  package var tokens: [String] = []
  /// Their ids.
  package var ids: [Int32] = []
  /// Their segments.
  package var typeIDs: [Int32] = []
  /// Where they stand, in the unit that was asked for; 0 and 0 for specials.
  package var starts: [Int] = []
  /// Their ends, exclusive.
  package var ends: [Int] = []
  /// Their words, from 0 in each text; -1 for specials.
  package var wordIDs: [Int32] = []
  /// Their texts (0 or 1); -1 for specials.
  package var sequenceIDs: [Int32] = []
  /// Whether they are specials.
  package var special: [Bool] = []

  /// No tokens.
  package init() {}
}
