/// Records that cannot be annotated.
package struct FailingSettings: Sendable {
  /// Whether the first one ends the run.
  package var stop = false
  /// The file they go to.
  package var rejects: String?
  /// The run ends when there are more than this.
  package var maximumRejects: Int?

  /// All at their defaults.
  package init() {}
}
