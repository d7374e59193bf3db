import CKernels
import COneDNN

/// A linear layer `x wᵀ + bias` whose weights were packed once for the products of one precision; shared by all threads.
///
/// What comes after the product (activation, norm, change of form) is computed on each tile while it is in cache; see the
/// extensions.
package final class PackedLinear: @unchecked Sendable {
  /// Elements of an input row.
  package let inputs: Int
  /// Elements of an output row.
  package let outputs: Int
  /// What the factors of the product are.
  package let precision: Precision

  // Everything below is written in the initializer only.
  let product: Product
  private let memory: AlignedMemory
  private let packed: OpaquePointer?
  private let bias: AlignedMemory?
  private let columnScale: AlignedMemory?
  private let columnSum: AlignedMemory?

  /// Packs weights and bias (`[outputs]`, nil for none) for a precision. 8-bit weights are taken as they are in int8, and
  /// widened otherwise; floats are rounded to bf16, or quantized.
  package init(
    _ weights: LinearWeights, bias: [Float]?, inputs: Int, outputs: Int, precision: Precision, engine: Engine
  ) throws(ComputeError) {
    precondition(bias.map { $0.count == outputs } ?? true, "a linear layer has a bias an output")
    self.inputs = inputs
    self.outputs = outputs
    self.precision = precision
    self.bias = bias.map { AlignedMemory($0) }
    let factor = FactorWeights(
      weights, inputs: inputs, outputs: outputs, precision: precision, kernels: engine.processor.kernels)
    self.columnScale = factor.columnScale
    self.columnSum = factor.columnSum
    let shape = Product.Shape(inputs: inputs, outputs: outputs, precision: precision)
    (product, memory, packed) = try factor.withBytes { bytes throws(ComputeError) in
      let product = try engine.product(shape, weights: bytes)
      guard product.isPacked else { return (product, factor.kept(), nil) }
      let memory = AlignedMemory(byteCount: product.packedSize)
      return (product, memory, try product.pack(bytes, into: memory))
    }
  }

  deinit { bertrun_weights_destroy(packed) }

  /// Bytes that the weights take.
  package var byteCount: Int { memory.byteCount }

  /// The name of the kernel that multiplies.
  package var kernelName: String { product.kernelName }

  /// Heights of the tiles that it is multiplied in, the tallest first: those that were proven to give equal bits.
  package var tileHeights: [Int] { product.heights }

  /// Multiplies one tile into `sums`, room for `[height × outputs]`.
  func multiply(
    _ x: UnsafeRawPointer, height: Int, used: Int, lane: OpaquePointer, sums: UnsafeMutableRawPointer
  ) {
    product.run(x, height: height, used: used, packed: packed, plain: memory.start, lane: lane, into: sums)
  }

  /// The sums of a tile together with what makes them whole; `scale` and `zero` are those of the tile's input rows.
  func finishing(
    _ sums: UnsafeMutableRawPointer, scale: UnsafePointer<Float>?, zero: UnsafePointer<Int32>?
  ) -> bertrun_sums {
    let isQuantized = precision == .int8
    return bertrun_sums(
      values: sums, bias: bias?.bound(to: Float.self), row_scale: isQuantized ? scale : nil,
      row_zero: isQuantized ? zero : nil, column_scale: columnScale?.bound(to: Float.self),
      column_sum: columnSum?.bound(to: Int32.self))
  }
}

/// Weights in the type that a product of some precision reads, not yet packed.
private struct FactorWeights {
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

  func withBytes<Result>(
    _ body: (UnsafeRawPointer) throws(ComputeError) -> Result
  ) throws(ComputeError) -> Result {
    switch values {
    case .memory(let memory): return try body(memory.start)
    case .floats(let floats):
      return try floats.withUnsafeBufferPointer { buffer throws(ComputeError) in
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
