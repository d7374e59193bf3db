/// Reads one input of one format, record by record.
package protocol RecordReader: Sendable {
  /// The next item, nil at the end. Throws what makes the rest of the input unreadable; a bad record
  /// is an item.
  mutating func next() throws(RecordsError) -> ReadItem?
  /// The byte offset from which the items to come could be read without those before; nil for formats in which what
  /// comes before matters.
  var restart: Int? { get }
  /// What is to be said about the input when it was read to its end; nil for nothing.
  var notice: ReadNotice? { get }
}

extension RecordReader {
  /// None.
  package var restart: Int? { nil }
  /// Nothing.
  package var notice: ReadNotice? { nil }
}
