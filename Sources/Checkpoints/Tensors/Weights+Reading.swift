extension Weights {
  /// The elements of the tensor `name`, row after row, as 32-bit floats.
  ///
  /// F16 and BF16 are widened exactly, F64 is rounded, I8 is multiplied by the scales of its rows. After the
  /// read the tensor's pages are returned to the system.
  package func floats(_ name: String, shape: [Int]) throws(CheckpointError) -> [Float] {
    let entry = try entry(name, shape: shape)
    if entry.elementType == .int8 {
      let (values, scales) = try quantized(entry)
      return expanded(values, scales: scales)
    }
    guard entry.elementType.isReadableFloat else {
      throw CheckpointError.elementType(path: entry.path, tensor: entry.fileName, found: entry.elementType)
    }
    return entry.floats()
  }

  /// The elements and scales of the tensor `name`, when it is stored as I8 `[rows, …]` with F32 `[rows]` in
  /// `name.scale`; nil when it is stored as floats.
  package func int8Rows(
    _ name: String, shape: [Int]
  ) throws(CheckpointError) -> (values: [Int8], scales: [Float])? {
    let entry = try entry(name, shape: shape)
    guard entry.elementType == .int8 else { return nil }
    return try quantized(entry)
  }

  /// Checks that `floats` would read the tensor `name`, without reading it.
  package func checkReadable(_ name: String, shape: [Int]) throws(CheckpointError) {
    let entry = try entry(name, shape: shape)
    if entry.elementType == .int8 {
      _ = try scales(of: entry)
    } else if !entry.elementType.isReadableFloat {
      throw CheckpointError.elementType(path: entry.path, tensor: entry.fileName, found: entry.elementType)
    }
  }

  private func quantized(_ entry: TensorEntry) throws(CheckpointError) -> (values: [Int8], scales: [Float]) {
    let scale = try scales(of: entry)
    let values = entry.file.withBytes(in: entry.range) { bytes in bytes.map { Int8(bitPattern: $0) } }
    entry.file.drop(entry.range)
    return (values, scale.floats())
  }

  /// The tensor of scales beside an I8 one.
  private func scales(of entry: TensorEntry) throws(CheckpointError) -> TensorEntry {
    let rows = entry.shape.first ?? 0
    guard let scale = self[entry.name + ".scale"], scale.elementType == .float32, entry.shape.count == 2
    else {
      throw CheckpointError.missingScale(
        path: entry.path, tensor: entry.fileName, scale: entry.fileName + ".scale", rows: rows)
    }
    guard scale.shape == [rows] else {
      throw CheckpointError.shape(
        path: scale.path, tensor: scale.fileName, expected: [rows], found: scale.shape)
    }
    return scale
  }

  private func expanded(_ values: [Int8], scales: [Float]) -> [Float] {
    guard !scales.isEmpty else { return [] }
    let columns = values.count / scales.count
    return [Float](unsafeUninitializedCapacity: values.count) { buffer, count in
      values.withUnsafeBufferPointer { values in
        for row in 0..<scales.count {
          let scale = scales[row]
          for place in row * columns..<(row + 1) * columns {
            buffer.initializeElement(at: place, to: Float(values[place]) * scale)
          }
        }
      }
      count = values.count
    }
  }
}

extension TensorEntry {
  /// The elements, row after row, as 32-bit floats; the type must be one of the float types.
  func floats() -> [Float] {
    defer { file.drop(range) }
    if strides != nil {
      return bytes().withUnsafeBytes { widened($0) }
    }
    return file.withBytes(in: range) { widened($0) }
  }

  /// `bytes` may lie anywhere: every load is an unaligned one.
  private func widened(_ bytes: UnsafeRawBufferPointer) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      LargePages.advise(UnsafeMutableRawBufferPointer(buffer))
      switch elementType {
      case .float32:
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      case .float64:
        for place in 0..<count {
          let value = bytes.loadUnaligned(fromByteOffset: 8 * place, as: Double.self)
          buffer.initializeElement(at: place, to: Float(value))
        }
      case .bfloat16:
        for place in 0..<count {
          let bits = bytes.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
          buffer.initializeElement(at: place, to: Float(bitPattern: UInt32(bits) << 16))
        }
      case .float16:
        for place in 0..<count {
          let bits = bytes.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
          buffer.initializeElement(at: place, to: float16Value(bits))
        }
      default:
        preconditionFailure("only float types are widened")
      }
      initialized = count
    }
  }
}

/// The value of a half-precision bit pattern, exact, without a branch so that the loop is vectorised
/// (F. Giesen, "Half to float done quickly", https://fgiesen.wordpress.com/2012/03/28/half-to-float-done-quic/).
func float16Value(_ bits: UInt16) -> Float {
  let exponentMask: UInt32 = 0x7c00 << 13
  let shifted = UInt32(bits & 0x7fff) << 13
  let exponent = shifted & exponentMask
  let normal = shifted &+ (127 - 15) << 23
  let infinite = normal &+ (128 - 16) << 23
  let subnormal = (Float(bitPattern: normal &+ 1 << 23) - Float(bitPattern: 113 << 23)).bitPattern
  let magnitude = exponent == exponentMask ? infinite : exponent == 0 ? subnormal : normal
  return Float(bitPattern: magnitude | UInt32(bits & 0x8000) << 16)
}
