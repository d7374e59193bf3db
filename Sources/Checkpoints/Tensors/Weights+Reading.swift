extension Weights {
  /// The elements of the tensor `name`, row after row, as 32-bit floats.
  ///
  /// F16 and BF16 are widened exactly, F64 is rounded, I8 is multiplied by the scales of its rows. A number that is
  /// infinite or NaN is an error. After the read the tensor's pages are returned to the system.
  package func floats(_ name: String, shape: [Int]) throws(CheckpointError) -> [Float] {
    let entry = try entry(name, shape: shape)
    if entry.elementType == .int8 {
      let (values, scales) = try quantized(entry)
      return expanded(values, scales: scales)
    }
    guard entry.elementType.isReadableFloat else {
      throw CheckpointError.elementType(path: entry.path, tensor: entry.fileName, found: entry.elementType)
    }
    return try entry.floats()
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

  /// Checks that `floats` would return the tensor `name`; of 8-bit ones only the scales are read.
  package func checkReadable(_ name: String, shape: [Int]) throws(CheckpointError) {
    let entry = try entry(name, shape: shape)
    if entry.elementType == .int8 {
      _ = try scales(of: entry).floats()
    } else {
      _ = try floats(name, shape: shape)
    }
  }

  private func quantized(_ entry: TensorEntry) throws(CheckpointError) -> (values: [Int8], scales: [Float]) {
    let scale = try scales(of: entry)
    let values = entry.file.withBytes(in: entry.range) { bytes in bytes.map { Int8(bitPattern: $0) } }
    entry.file.drop(entry.range)
    return (values, try scale.floats())
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
