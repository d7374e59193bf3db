/// What a reader hands over, in the order of the input.
package enum ReadItem: Sendable {
  /// A record to annotate.
  case record(Record)
  /// Bytes that are no record and go to the output unchanged: a blank line, the XML between records.
  case verbatim([UInt8])
  /// A line that is not a record and grows with the records' lines: the names of a table's columns.
  case header(any HeaderLine)
  /// A record that cannot be annotated.
  case reject(Reject)
}

/// A line that is not a record, in the form of its format; the format's writer adds to it what its records get.
package protocol HeaderLine: Sendable {
  /// The line as it came, with its line end.
  var bytes: [UInt8] { get }
}
