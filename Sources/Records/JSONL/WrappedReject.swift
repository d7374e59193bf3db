import Foundation
import JSON

/// A line of a rejects file, read back: the record that was set aside, and where it stood.
struct WrappedReject {
  let raw: [UInt8]
  private let origin: Place.Origin

  /// Nil for a record that is not a reject: one without `"reject":1` and the raw bytes.
  init?(_ record: JSONRecord) {
    guard record.contains("reject"), record.value(at: "reject")?.int == 1 else { return nil }
    if let raw = record.value(at: "raw")?.string {
      self.raw = Array(raw.utf8)
    } else if let encoded = record.value(at: "raw_base64")?.string, let data = Data(base64Encoded: encoded) {
      raw = [UInt8](data)
    } else {
      return nil
    }
    origin = Place.Origin(
      file: record.value(at: "file")?.string, line: record.value(at: "line")?.int,
      offset: record.value(at: "offset")?.int)
  }

  func place(in place: Place) -> Place {
    Place(file: place.file, line: place.line, offset: place.offset, origin: origin)
  }
}
