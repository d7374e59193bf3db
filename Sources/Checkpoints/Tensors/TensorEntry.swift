/// A tensor as it lies in a file, and the name it is asked for by.
package struct TensorEntry {
  /// The name it is asked for by: the file's, or the canonical one after `Weights.named(by:)`.
  package var name: String
  /// The name in the file.
  package internal(set) var fileName: String
  /// The type of the elements in the file.
  package let elementType: ElementType
  /// The shape, outermost first.
  package let shape: [Int]
  /// The steps between neighbours of each dimension, in elements; nil when they lie row after row.
  let strides: [Int]?
  let file: FileBytes
  /// The bytes in `file`; of a strided tensor, those from its first element to its last.
  let range: Range<Int>

  /// The path of the file that holds it.
  package var path: String { file.path }
  /// How many elements it has.
  package var count: Int { shape.reduce(1, *) }

  /// Its elements, row after row, as they lie in the file (little-endian).
  package func bytes() -> [UInt8] {
    guard let strides else { return file.bytes(in: range) }
    let width = elementType.width
    var result: [UInt8] = []
    result.reserveCapacity(count * width)
    file.withBytes(in: range) { source in
      var place = [Int](repeating: 0, count: shape.count)
      for _ in 0..<count {
        let offset = zip(place, strides).reduce(0) { $0 + $1.0 * $1.1 } * width
        result.append(contentsOf: source[offset..<offset + width])
        var dimension = shape.count - 1
        while dimension >= 0 {
          place[dimension] += 1
          if place[dimension] < shape[dimension] { break }
          place[dimension] = 0
          dimension -= 1
        }
      }
    }
    return result
  }
}
