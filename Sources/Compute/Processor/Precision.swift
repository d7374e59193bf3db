/// What the factors of the large matrix products are. Sums are 32 bits wide in all of them.
package enum Precision: String, Sendable, CaseIterable {
  /// 32-bit floats: the reference.
  case f32
  /// 16-bit floats with eight bits of fraction, where the processor multiplies them.
  case bf16
  /// Weights in 8 bits with one scale per output, rows in 8 bits with one scale and zero per row.
  case int8
}
