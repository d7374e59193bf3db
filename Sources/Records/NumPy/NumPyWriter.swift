import JSON

/// Writes vectors as the rows of one array of 32-bit floats in NumPy's `.npy` form, version 1.0, little-endian
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html), and beside it a line a row that says which
/// record it is of.
package struct NumPyWriter: RecordWriter {
  /// Bytes of the header, whatever the number of rows.
  static let headerLength = 128

  private let width: Int
  private let inputName: String?

  /// A writer of rows of `width` elements; `inputName` is told of each record, where several inputs are joined.
  package init(width: Int, inputName: String? = nil) {
    self.width = width
    self.inputName = inputName
  }

  /// The header of an array without rows.
  package var prologue: [UInt8] { header(rows: 0) }

  /// The header of an array of so many rows.
  package func prologue(records: Int) -> [UInt8]? { header(rows: records) }

  /// Blank lines and the like make no row.
  package func verbatim(_ bytes: [UInt8]) -> [UInt8] { [] }

  /// The record's row.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    guard case .vector(let vector)? = annotations.first?.annotation.value, vector.count == width else {
      preconditionFailure("a row of an array is a vector of the array's width")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * 4)
    for value in vector {
      let bits = value.bitPattern
      for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    return bytes
  }

  /// `{"id":"a7"}`, `{"line":3}` where the record has no identifier, and its input where there are several.
  package func beside(_ record: Record) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if let inputName {
      writer.key("file")
      writer.string(inputName)
    }
    switch record.id {
    case .string(let text):
      writer.key("id")
      writer.string(text)
    case .number(let number):
      writer.key("id")
      writer.raw(number.spelling.utf8)
    default:
      writer.key("line")
      writer.int(record.place.line)
    }
    writer.endObject()
    return writer.bytes + [0x0A]
  }

  private func header(rows: Int) -> [UInt8] {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    let text = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(width)), }".utf8)
    let length = Self.headerLength - magic.count - 2
    let padding = [UInt8](repeating: 0x20, count: length - text.count - 1)
    return magic + [UInt8(length & 0xFF), UInt8(length >> 8)] + text + padding + [0x0A]
  }
}
