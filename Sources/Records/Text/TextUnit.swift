/// A line or paragraph of a plain text.
package struct TextUnit: Sendable {
  /// Its bytes as they came, line ends included.
  package let bytes: [UInt8]

  /// A unit of these bytes.
  package init(bytes: [UInt8]) { self.bytes = bytes }
}
