import Files
import JSON

/// A tensor to be written: its bytes are asked for only when their turn comes.
package struct OutputTensor {
  /// The name in the file.
  package let name: String
  /// The type of the elements.
  package let elementType: ElementType
  /// The shape, outermost first.
  package let shape: [Int]
  /// Gives the elements, little-endian, row-major.
  package let bytes: () throws(CheckpointError) -> [UInt8]

  /// A tensor whose bytes are made by `bytes`; their count must fit `shape`.
  package init(
    name: String, elementType: ElementType, shape: [Int],
    bytes: @escaping () throws(CheckpointError) -> [UInt8]
  ) {
    self.name = name
    self.elementType = elementType
    self.shape = shape
    self.bytes = bytes
  }

  /// An F32 tensor.
  package init(name: String, shape: [Int], floats: [Float]) {
    self.init(name: name, elementType: .float32, shape: shape) { () throws(CheckpointError) in
      floats.withUnsafeBytes { [UInt8]($0) }
    }
  }

  /// An F32 tensor whose numbers are made when their turn comes.
  package init(name: String, shape: [Int], makingFloats: @escaping () throws(CheckpointError) -> [Float]) {
    self.init(name: name, elementType: .float32, shape: shape) { () throws(CheckpointError) in
      try makingFloats().withUnsafeBytes { [UInt8]($0) }
    }
  }

  /// A BF16 tensor; values are rounded to nearest, ties to even.
  package init(name: String, shape: [Int], roundedToBFloat16 floats: [Float]) {
    self.init(name: name, elementType: .bfloat16, shape: shape) { () throws(CheckpointError) in
      floats.map(bfloat16Bits).withUnsafeBytes { [UInt8]($0) }
    }
  }

  /// An I8 tensor.
  package init(name: String, shape: [Int], int8s: [Int8]) {
    self.init(name: name, elementType: .int8, shape: shape) { () throws(CheckpointError) in
      int8s.withUnsafeBytes { [UInt8]($0) }
    }
  }
}

/// The bits of `value` as bfloat16, rounded to nearest, ties to even; a NaN stays a NaN.
package func bfloat16Bits(_ value: Float) -> UInt16 {
  let bits = value.bitPattern
  if value.isNaN { return UInt16(truncatingIfNeeded: bits >> 16) | 0x40 }
  let rounding = 0x7fff + (bits >> 16 & 1)
  return UInt16(truncatingIfNeeded: (bits &+ rounding) >> 16)
}

/// Writes safetensors files whose bytes equal those of the reference library for the same tensors.
package enum SafetensorsWriter {
  /// Writes `tensors` and `metadata` to the file at `path`, which is replaced whole or not at all.
  ///
  /// Tensors are ordered as the reference orders them: wider types first, then by name
  /// (https://github.com/huggingface/safetensors, `prepare` in safetensors/src/tensor.rs).
  package static func write(
    _ tensors: [OutputTensor], metadata: [(key: String, value: String)], to path: String
  ) throws(CheckpointError) {
    let ordered = tensors.sorted { left, right in
      let ranks = (rank(left.elementType), rank(right.elementType))
      if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    let file = try onFile { () throws(FileError) in try ReplacedFile(Path(path)) }
    try onFile { () throws(FileError) in try file.write(header(ordered, metadata: metadata)) }
    for tensor in ordered {
      let bytes = try tensor.bytes()
      precondition(
        bytes.count == byteCount(shape: tensor.shape, elementType: tensor.elementType),
        "a tensor's bytes do not fit its shape")
      try onFile { () throws(FileError) in try file.write(bytes) }
    }
    try onFile { () throws(FileError) in try file.commit() }
  }

  private static func header(_ tensors: [OutputTensor], metadata: [(key: String, value: String)]) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    if !metadata.isEmpty {
      json.key("__metadata__")
      json.beginObject()
      for (key, value) in metadata {
        json.key(key)
        json.string(value)
      }
      json.endObject()
    }
    var offset = 0
    for tensor in tensors {
      let size = byteCount(shape: tensor.shape, elementType: tensor.elementType) ?? 0
      json.key(tensor.name)
      json.beginObject()
      json.key("dtype")
      json.string(tensor.elementType.rawValue)
      json.key("shape")
      json.beginArray()
      for size in tensor.shape { json.int(size) }
      json.endArray()
      json.key("data_offsets")
      json.beginArray()
      json.int(offset)
      json.int(offset + size)
      json.endArray()
      json.endObject()
      offset += size
    }
    json.endObject()
    var text = json.bytes
    while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
    let length = UInt64(text.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + text
  }

  /// The reference's order of types, by alignment.
  private static func rank(_ type: ElementType) -> Int {
    switch type {
    case .bool: 0
    case .uint8: 1
    case .int8: 2
    case .float8E5M2: 3
    case .float8E4M3: 4
    case .int16: 5
    case .uint16: 6
    case .float16: 7
    case .bfloat16: 8
    case .int32: 9
    case .uint32: 10
    case .float32: 11
    case .float64: 12
    case .int64: 13
    case .uint64: 14
    }
  }
}
