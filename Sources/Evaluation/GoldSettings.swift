import Records

/// Where gold values are, and how they are read.
package struct GoldSettings: Sendable {
  /// The key or column; nil is guessed.
  package var key: String?
  /// The CoNLL-U column.
  package var column: CoNLLUColumn = .upos
  /// Whether CoNLL-U sentences are given to the model as running text, and words found in it compared by their places.
  package var isRaw = false
  /// Gold labels that the model calls otherwise.
  package var labels: [(gold: String, model: String)] = []

  /// All at their defaults.
  package init() {}
}
