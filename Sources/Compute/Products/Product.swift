import CKernels
import COneDNN

/// The product of a shape, `y[rows × outputs] = x[rows × inputs] wᵀ`, for all weight matrices of that shape and all threads.
///
/// What multiplies is fixed by the kind of processor, never by timing, so that a processor always gives the same bits: oneDNN
/// on AVX-512, and elsewhere the packed kernels, which are the faster ones there. Where oneDNN has no product of the shape,
/// or none that keeps the promise of equal bits, the plain kernels serve.
final class Product: @unchecked Sendable {
  struct Shape: Hashable {
    var inputs: Int
    var outputs: Int
    var precision: Precision
  }

  /// Weights as the product reads them.
  struct Weights {
    let memory: AlignedMemory
    /// oneDNN's own handle of them, where it multiplies.
    fileprivate(set) var handle: OpaquePointer?

    /// Destroys the handle; the memory goes with its last owner.
    func destroy() { bertrun_weights_destroy(handle) }
  }

  private enum Way {
    case packed
    case oneDNN(OneDNNProduct)
    case plain
  }

  let shape: Shape
  private let way: Way
  // C functions: never changed, safe to share.
  private let kernels: bertrun_kernels

  /// Creates the product; oneDNN's is checked with the weights given, in the type of the shape's precision.
  init(_ shape: Shape, processor: Processor, weights: UnsafeRawPointer) throws(ComputeError) {
    self.shape = shape
    self.kernels = processor.kernels
    guard processor.usesOneDNN else {
      way = .packed
      return
    }
    let product = try OneDNNProduct(shape, kernels: processor.kernels, weights: weights)
    way = product.heights.isEmpty ? .plain : .oneDNN(product)
  }

  /// Heights of the tiles that it multiplies, the tallest first; empty where a tile may be of any height.
  var heights: [Int] {
    if case .oneDNN(let product) = way { product.heights } else { [] }
  }

  /// Whether it adds the bias and applies the activation itself (`linear`).
  var finishesFloats: Bool {
    if case .packed = way { shape.precision == .f32 } else { false }
  }

  private var sizes: (inputs: Int64, outputs: Int64) { (Int64(shape.inputs), Int64(shape.outputs)) }

  /// Packs the weights, which lie row by row in the type of the shape's precision.
  func pack(_ weights: FactorWeights) throws(ComputeError) -> Weights {
    switch way {
    case .plain: return Weights(memory: weights.kept())
    case .oneDNN(let product):
      let memory = AlignedMemory(byteCount: product.packedSize)
      let handle = try weights.withBytes { bytes throws(ComputeError) in
        try product.pack(bytes, into: memory.start)
      }
      return Weights(memory: memory, handle: handle)
    case .packed: return weights.withBytes(pack)
    }
  }

  /// Packs weights for the kernels.
  func pack(_ bytes: UnsafeRawPointer) -> Weights {
    let (inputs, outputs) = sizes
    switch shape.precision {
    case .f32:
      let memory = AlignedMemory(byteCount: kernels.packed_size_f32(inputs, outputs))
      kernels.pack_f32(
        inputs, outputs, bytes.assumingMemoryBound(to: Float.self), memory.bound(to: Float.self))
      return Weights(memory: memory)
    case .int8:
      let memory = AlignedMemory(byteCount: kernels.packed_size_u8(inputs, outputs))
      kernels.pack_u8(inputs, outputs, bytes.assumingMemoryBound(to: Int8.self), memory.bound(to: Int8.self))
      return Weights(memory: memory)
    case .bf16: preconditionFailure("bf16 is multiplied by oneDNN")
    }
  }

  /// Multiplies one tile into `y`. oneDNN reads and writes all rows of it, whose `height` is one of `heights`; the kernels
  /// do so with the `used` ones only.
  func run(
    _ x: UnsafeRawPointer, height: Int, used: Int, weights: Weights, lane: OpaquePointer?,
    into y: UnsafeMutableRawPointer
  ) {
    let (inputs, outputs) = sizes
    let w = weights.memory.start
    switch (way, shape.precision) {
    case (.oneDNN(let product), _):
      guard let packed = weights.handle, let lane else {
        preconditionFailure("weights and workspace are made for the product")
      }
      product.run(x, height: height, packed: packed, lane: lane, into: y)
    case (.packed, .f32):
      linear(
        x, rows: used, weights: weights, bias: nil, activation: .linear,
        into: y.assumingMemoryBound(to: Float.self))
    case (.packed, .int8):
      kernels.packed_product_u8(
        Int64(used), inputs, outputs, x.assumingMemoryBound(to: UInt8.self),
        w.assumingMemoryBound(to: Int8.self), y.assumingMemoryBound(to: Int32.self))
    case (.packed, .bf16), (.plain, _): kernels.multiply(x, w, shape, rows: used, into: y)
    }
  }

  /// `y = activation(x wᵀ + bias)` where `finishesFloats`; each part of `y` is finished while it is in cache.
  func linear(
    _ x: UnsafeRawPointer, rows: Int, weights: Weights, bias: UnsafePointer<Float>?, activation: Activation,
    into y: UnsafeMutablePointer<Float>
  ) {
    let (inputs, outputs) = sizes
    kernels.packed_linear_f32(
      Int64(rows), inputs, outputs, x.assumingMemoryBound(to: Float.self),
      weights.memory.bound(to: Float.self), bias, activation.kernelNumber, y)
  }
}

extension bertrun_kernels {
  /// The product of a shape with weights that are not packed.
  func multiply(
    _ x: UnsafeRawPointer, _ w: UnsafeRawPointer, _ shape: Product.Shape, rows: Int,
    into y: UnsafeMutableRawPointer
  ) {
    let (rows, inputs, outputs) = (Int64(rows), Int64(shape.inputs), Int64(shape.outputs))
    switch shape.precision {
    case .f32:
      product_f32(
        rows, inputs, outputs, x.assumingMemoryBound(to: Float.self), w.assumingMemoryBound(to: Float.self),
        y.assumingMemoryBound(to: Float.self))
    case .bf16:
      product_bf16(
        rows, inputs, outputs, x.assumingMemoryBound(to: UInt16.self),
        w.assumingMemoryBound(to: UInt16.self), y.assumingMemoryBound(to: Float.self))
    case .int8:
      product_u8(
        rows, inputs, outputs, x.assumingMemoryBound(to: UInt8.self), w.assumingMemoryBound(to: Int8.self),
        y.assumingMemoryBound(to: Int32.self))
    }
  }
}

extension Precision {
  /// Bytes of one element of a product's factors.
  var factorBytes: Int {
    switch self {
    case .f32: 4
    case .bf16: 2
    case .int8: 1
    }
  }
}
