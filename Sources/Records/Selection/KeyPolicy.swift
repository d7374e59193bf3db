/// The keys under which a run puts its annotations, and what to do where one already exists.
package struct KeyPolicy: Sendable {
  /// The keys, in the order of the annotations.
  package var keys: [String]
  /// The columns of CoNLL-U or column files that the labels go to; none where they go to another format.
  package var columns: [CoNLLUColumn] = []
  /// Whether an annotation replaces an existing one.
  package var replace: Bool

  /// A policy.
  package init(keys: [String], columns: [CoNLLUColumn] = [], replace: Bool = false) {
    self.keys = keys
    self.columns = columns
    self.replace = replace
  }
}
