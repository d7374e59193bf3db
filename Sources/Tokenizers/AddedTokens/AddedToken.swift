/// A token that is found in the text itself, before any model sees it.
package struct AddedToken: Equatable, Sendable {
  /// The text it matches.
  package var content: String
  /// Whether it matches only where no word goes on at either side.
  package var isSingleWord = false
  /// Whether blanks before it belong to it.
  package var stripsLeft = false
  /// Whether blanks after it belong to it.
  package var stripsRight = false
  /// Whether it is looked for in the normalised text, itself normalised.
  package var isNormalized = true
  /// Whether it is special, such as `[MASK]`.
  package var isSpecial = false
}
