import CKernels

/// Rows between two products of one tile, in the one form that the second product reads.
struct TileRows: ~Copyable {
  private var values = Scratch()
  private var scales = Scratch()
  private var zeros = Scratch()

  mutating func target(columns: Int, precision: Precision) -> bertrun_rows {
    let memory = values.bytes(Tile.tallest * columns * precision.factorBytes)
    let scale = scales.bytes(Tile.tallest * 4).assumingMemoryBound(to: Float.self)
    let zero = zeros.bytes(Tile.tallest * 4).assumingMemoryBound(to: Int32.self)
    switch precision {
    case .f32:
      return bertrun_rows(
        f32: memory.assumingMemoryBound(to: Float.self), bf16: nil, u8: nil, scale: nil, zero: nil)
    case .bf16:
      return bertrun_rows(
        f32: nil, bf16: memory.assumingMemoryBound(to: UInt16.self), u8: nil, scale: nil, zero: nil)
    case .int8:
      return bertrun_rows(
        f32: nil, bf16: nil, u8: memory.assumingMemoryBound(to: UInt8.self), scale: scale, zero: zero)
    }
  }
}

extension bertrun_rows {
  /// The one form that is present, as a product reads it.
  var factor: Factor {
    if let f32 { return Factor(values: UnsafeRawPointer(f32)) }
    if let bf16 { return Factor(values: UnsafeRawPointer(bf16)) }
    if let u8 { return Factor(values: UnsafeRawPointer(u8), scales: scale, zeros: zero) }
    preconditionFailure("rows between products have a form")
  }
}
