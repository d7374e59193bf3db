/// The keys under which a run puts its annotations, and what to do where one is there already.
package struct KeyPolicy: Sendable {
  /// The keys, in the order of the annotations.
  package var keys: [String]
  /// Whether an annotation takes the place of what is there.
  package var replace: Bool

  /// A policy.
  package init(keys: [String], replace: Bool = false) {
    self.keys = keys
    self.replace = replace
  }
}
