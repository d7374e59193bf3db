/// What a reader hands over, in the order of the input.
package enum ReadItem: Sendable {
  /// A record to annotate.
  case record(Record)
  /// Bytes that are no record and go to the output unchanged: a blank line, the XML between records.
  case verbatim([UInt8])
  /// The line that names a table's columns; a table's writer adds its own to it.
  case header([UInt8])
  /// A record that cannot be annotated.
  case reject(Reject)
}
