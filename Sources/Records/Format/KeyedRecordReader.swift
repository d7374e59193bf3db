import JSON

/// Sees to it that no two records of an input have one identifier, for outputs that are one object with a member per record.
///
/// A record without identifier gets `question:N`, N counting the input's records from 1. One whose identifier an earlier
/// record had is rejected.
package struct KeyedRecordReader: RecordReader {
  private var reader: any RecordReader
  private var number = 0
  private var used: Set<Digest> = []

  /// 128 bits of an identifier: sets have millions of them, and two are never alike by chance.
  private struct Digest: Hashable {
    var low: Int
    var high: Int

    init(_ text: String) {
      var hasher = Hasher()
      hasher.combine(text)
      low = hasher.finalize()
      hasher = Hasher()
      hasher.combine(1)
      for byte in text.utf8 { hasher.combine(byte) }
      high = hasher.finalize()
    }
  }

  /// A reader of the same records.
  package init(_ reader: any RecordReader) { self.reader = reader }

  /// The notice of the reader of the records.
  package var notice: ReadNotice? { reader.notice }

  /// The next item.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    guard let item = try reader.next() else { return nil }
    switch item {
    case .record(var record):
      number += 1
      guard let id = record.id?.identifierText, !id.isEmpty else {
        record.id = .string(ownKey())
        return .record(record)
      }
      guard used.insert(Digest(id)).inserted else {
        return .reject(Reject(.repeatedID(id), place: record.place, id: record.id, raw: record.raw))
      }
      return item
    case .reject:
      number += 1
      return item
    case .verbatim, .header: return item
    }
  }

  private mutating func ownKey() -> String {
    var key = "question:\(number)"
    while !used.insert(Digest(key)).inserted { key += "'" }
    return key
  }
}
