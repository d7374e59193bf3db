/// A record in the form of its format, kept so that it can be written back; one type per format.
package protocol Carrier: Sendable {
  /// The record's own bytes for a rejects file, without line end.
  func raw(of record: Record) -> [UInt8]
  /// What a rejected record leaves in the output.
  var remains: [UInt8] { get }
  /// All that the record holds, as members of an object; nil where that is what the task reads of it.
  var members: [(key: String, json: [UInt8])]? { get }
}

extension Carrier {
  /// Nothing.
  package var remains: [UInt8] { [] }
  /// What the task reads.
  package var members: [(key: String, json: [UInt8])]? { nil }
}

extension Record {
  /// The record's own bytes for a rejects file, without line end.
  package var raw: [UInt8] { carrier.raw(of: self) }

  /// What a rejected record leaves in the output: an element of a document stays as it was, of other formats nothing.
  package var remainsWhenRejected: [UInt8] { carrier.remains }
}

extension [UInt8] {
  /// The bytes up to the line ends at their end.
  var withoutLineEnds: [UInt8] {
    var end = count
    while end > 0, self[end - 1] == 0x0A || self[end - 1] == 0x0D { end -= 1 }
    return Array(self[..<end])
  }
}
