import JSON

/// What is wrong in a safetensors file.
package enum SafetensorsFault: Error, Equatable, Sendable {
  /// The file is shorter than the eight bytes of the header's length.
  case tooShort(size: Int)
  /// The header's claimed length reaches past the end of the file.
  case headerLongerThanFile(claimed: UInt64, available: Int)
  /// The header's claimed length is over what is read.
  case headerOverLimit(claimed: UInt64, limit: Int)
  /// The header is not JSON; the error's offset counts from the start of the header.
  case headerNotJSON(JSONError)
  /// The header's JSON is not an object.
  case headerNotObject
  /// A key stands twice in the header.
  case duplicateName(String)
  /// A tensor's entry has not the form `{"dtype", "shape", "data_offsets"}`; `member` is the wrong one.
  case malformedEntry(tensor: String, member: String)
  /// A tensor's element type is not one of safetensors' types.
  case unknownElementType(tensor: String, found: String)
  /// A tensor's shape does not fit the bytes that it claims.
  case wrongSize(tensor: String, shape: [Int], elementType: ElementType, bytes: Int)
  /// The product of a tensor's shape does not fit a machine word.
  case sizeOverflow(tensor: String, shape: [Int])
  /// A tensor's bytes lie outside the file.
  case outOfBounds(tensor: String, begin: Int, end: Int, available: Int)
  /// Two tensors claim the same bytes.
  case overlap(first: String, second: String)
  /// Bytes before this tensor belong to no tensor.
  case gap(before: String, bytes: Int)
  /// Bytes after the last tensor belong to no tensor.
  case trailingBytes(Int)
}
