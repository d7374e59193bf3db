/// What makes a record of a plain text (`--unit`).
package enum TextUnitSize: String, Sendable, CaseIterable {
  /// A line.
  case line
  /// Lines up to a blank one.
  case paragraph
}
