/// The keys under which a run puts its annotations, and what to do where one already exists.
package struct KeyPolicy: Sendable {
  /// The keys, in the order of the annotations.
  package var keys: [String]
  /// Whether an annotation replaces an existing one.
  package var replace: Bool

  /// A policy.
  package init(keys: [String], replace: Bool = false) {
    self.keys = keys
    self.replace = replace
  }
}
