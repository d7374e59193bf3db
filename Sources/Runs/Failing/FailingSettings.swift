/// Records that cannot be annotated.
package struct FailingSettings: Sendable {
  /// Whether the first one ends the run.
  package var stop = false
  /// The file they go to.
  package var rejects: String?
  /// Whether a file of rejects is overwritten that was changed since the last run.
  package var replacesRejects = false
  /// How many may be rejected; nil is at most half of them, where there are at least twenty.
  package var limit: RejectLimit?

  /// Bytes of text that a record may have: all of a record, its tokens and scores are in memory at once.
  package var maximumBytes = 2 << 20

  /// All at their defaults.
  package init() {}
}
