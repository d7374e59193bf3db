import CKernels

/// Weights in the type that a product of some precision reads, not yet packed.
struct FactorWeights {
  private enum Values {
    case floats([Float])
    case memory(AlignedMemory)
  }

  private let values: Values
  var columnScale: AlignedMemory?
  var columnSum: AlignedMemory?

  init(_ weights: LinearWeights, inputs: Int, outputs: Int, precision: Precision, kernels: bertrun_kernels) {
    precondition(weights.count == inputs * outputs, "weights fill their matrix")
    let (rows, columns) = (Int64(outputs), Int64(inputs))
    guard precision != .f32 else {
      values = .floats(weights.floats)
      return
    }
    let memory: AlignedMemory
    switch weights {
    case .quantized(let matrix) where precision == .int8:
      memory = AlignedMemory(matrix.values)
      columnScale = AlignedMemory(matrix.scales)
    case .floats(let floats) where precision == .int8:
      memory = AlignedMemory(byteCount: weights.count)
      let scale = AlignedMemory(byteCount: outputs * 4)
      let (bytes, scales) = (memory.bound(to: Int8.self), scale.bound(to: Float.self))
      floats.withUnsafeBufferPointer {
        kernels.quantize_weights(rows, columns, $0.baseAddress, bytes, scales)
      }
      columnScale = scale
    default:
      memory = AlignedMemory(byteCount: weights.count * 2)
      var target = bertrun_rows(f32: nil, bf16: memory.bound(to: UInt16.self), u8: nil, scale: nil, zero: nil)
      weights.floats.withUnsafeBufferPointer { kernels.narrow(rows, columns, $0.baseAddress, &target) }
    }
    if precision == .int8 {
      let sum = AlignedMemory(byteCount: outputs * 4)
      kernels.sum_weights(rows, columns, memory.bound(to: Int8.self), sum.bound(to: Int32.self))
      columnSum = sum
    }
    values = .memory(memory)
  }

  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch values {
    case .memory(let memory): return try body(memory.start)
    case .floats(let floats):
      return try floats.withUnsafeBufferPointer { buffer throws(Failure) in
        guard let start = buffer.baseAddress else {
          return try body(UnsafeRawPointer(AlignedMemory.nothing.start))
        }
        return try body(UnsafeRawPointer(start))
      }
    }
  }

  /// The same in memory that lasts.
  func kept() -> AlignedMemory {
    switch values {
    case .memory(let memory): memory
    case .floats(let floats): AlignedMemory(floats)
    }
  }
}
