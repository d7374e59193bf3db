/// A line or paragraph of a plain text.
package struct TextUnit: Sendable {
  /// Its bytes as they came, line ends included.
  package let bytes: [UInt8]

  /// A unit of these bytes.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// What makes a record of a plain text (`--unit`).
  package enum Size: String, Sendable, CaseIterable {
    /// A line.
    case line
    /// Lines up to a blank one.
    case paragraph
  }
}
