import Annotations

/// Writes vectors as the rows of one array of 32-bit floats in NumPy's `.npy` form, version 1.0, little-endian
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
package struct NumPyWriter: RecordWriter {
  /// Bytes of the header, whatever the number of rows.
  static let headerLength = 128

  private let width: Int

  /// A writer of rows of `width` elements.
  package init(width: Int) { self.width = width }

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

  private func header(rows: Int) -> [UInt8] {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    let text = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(width)), }".utf8)
    let length = Self.headerLength - magic.count - 2
    let padding = [UInt8](repeating: 0x20, count: length - text.count - 1)
    return magic + [UInt8(length & 0xFF), UInt8(length >> 8)] + text + padding + [0x0A]
  }
}
