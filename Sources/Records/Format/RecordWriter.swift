import Annotations

/// Writes records in one format. It holds no state, so any thread may render any record; the caller sets
/// `prologue`, `separator` and `epilogue` around what was rendered, in the order of the input.
package protocol RecordWriter: Sendable {
  /// What stands before everything else.
  var prologue: [UInt8] { get }
  /// The bytes between two rendered records.
  var separator: [UInt8] { get }
  /// What stands after everything else.
  var epilogue: [UInt8] { get }
  /// A record with its annotations, its line end included.
  func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8]
  /// What becomes of bytes that are no record.
  func verbatim(_ bytes: [UInt8]) -> [UInt8]
  /// What becomes of a line that grows with the records' lines, such as the header of a table.
  func header(_ line: any HeaderLine) -> [UInt8]
  /// What takes the place of `prologue`, which is as long, once it is known how many records were written; nil where
  /// nothing does.
  func prologue(records: Int) -> [UInt8]?
}

extension RecordWriter {
  /// Nothing.
  package var prologue: [UInt8] { [] }
  /// Nothing.
  package var separator: [UInt8] { [] }
  /// Nothing.
  package var epilogue: [UInt8] { [] }
  /// Passed on as they are.
  package func verbatim(_ bytes: [UInt8]) -> [UInt8] { bytes }
  /// Left out: only the formats that have such lines write them.
  package func header(_ line: any HeaderLine) -> [UInt8] { [] }
  /// The prologue stays.
  package func prologue(records: Int) -> [UInt8]? { nil }
}
