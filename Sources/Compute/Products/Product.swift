import CKernels
import COneDNN
import Glibc

/// The product of a shape, `y[rows × outputs] = x[rows × inputs] wᵀ`, for all weight matrices of that shape and all threads.
///
/// Holds one oneDNN primitive a tile height. On creation it proves what the promise of equal bits rests on: one row gives
/// the same bits in every place of every height, alone and among others, and in 8 bits the exact sums. Heights that differ
/// from the tallest are dropped; where the tallest differs within itself, or oneDNN has no such product, the plain kernel
/// serves.
final class Product: @unchecked Sendable {
  struct Shape: Hashable {
    var inputs: Int
    var outputs: Int
    var precision: Precision
  }

  private struct Primitive {
    var height: Int
    var handle: OpaquePointer
  }

  let shape: Shape
  /// Heights of tiles, the tallest first.
  private(set) var heights: [Int] = []
  // Written in the initializer only, then read by all threads; oneDNN's primitives are immutable.
  private var primitives: [Primitive] = []
  private let kernels: bertrun_kernels

  /// Whether oneDNN multiplies; otherwise weights stay as they are and the kernel does.
  var isPacked: Bool { !primitives.isEmpty }

  /// oneDNN's name of its kernel, or ours.
  var kernelName: String {
    guard let tallest = primitives.first else { return "plain" }
    return String(cString: bertrun_product_kernel(tallest.handle))
  }

  /// Creates the product and checks it with the weights given, in the type of the shape's precision.
  init(_ shape: Shape, processor: Processor, weights: UnsafeRawPointer) throws(ComputeError) {
    self.shape = shape
    self.kernels = processor.kernels
    if processor.instructionSet != .plain {
      primitives = Tile.heights.compactMap { height in
        var handle: OpaquePointer?
        let status = bertrun_product_create(
          Int64(height), Int64(shape.inputs), Int64(shape.outputs), shape.precision.productKind, &handle)
        return status == 0 ? handle.map { Primitive(height: height, handle: $0) } : nil
      }
      try keepProven(weights)
    }
    heights = isPacked ? primitives.map(\.height) : [Tile.heights[0]]
  }

  deinit { for primitive in primitives { bertrun_product_destroy(primitive.handle) } }

  /// Bytes of one packed matrix.
  var packedSize: Int { primitives.first.map { bertrun_product_packed_size($0.handle) } ?? 0 }

  /// Packs weights into `memory`, which must outlive what is returned.
  func pack(_ weights: UnsafeRawPointer, into memory: AlignedMemory) throws(ComputeError) -> OpaquePointer {
    var packed: OpaquePointer?
    let status = bertrun_weights_pack(primitives[0].handle, weights, memory.start, &packed)
    guard status == 0, let packed else { throw failure(status) }
    return packed
  }

  /// Multiplies one tile. `height` is one of `heights`; all rows of the tile are read and written. Without packing `weights`
  /// are plain, and only the `used` rows are computed.
  func run(
    _ x: UnsafeRawPointer, height: Int, used: Int, packed: OpaquePointer?, plain: UnsafeRawPointer,
    lane: OpaquePointer, into y: UnsafeMutableRawPointer
  ) {
    guard let packed else { return runPlain(x, rows: used, weights: plain, into: y) }
    for primitive in primitives where primitive.height == height {
      let status = bertrun_product_run(primitive.handle, lane, x, packed, y)
      precondition(status == 0, "oneDNN fails in a product that it passed before: \(Self.words(status))")
      return
    }
    preconditionFailure("a product has no tile of this height")
  }

  private func runPlain(
    _ x: UnsafeRawPointer, rows: Int, weights: UnsafeRawPointer, into y: UnsafeMutableRawPointer
  ) {
    let (rows, inputs, outputs) = (Int64(rows), Int64(shape.inputs), Int64(shape.outputs))
    switch shape.precision {
    case .f32:
      kernels.product_f32(
        rows, inputs, outputs, x.assumingMemoryBound(to: Float.self),
        weights.assumingMemoryBound(to: Float.self),
        y.assumingMemoryBound(to: Float.self))
    case .bf16:
      kernels.product_bf16(
        rows, inputs, outputs, x.assumingMemoryBound(to: UInt16.self),
        weights.assumingMemoryBound(to: UInt16.self),
        y.assumingMemoryBound(to: Float.self))
    case .int8:
      kernels.product_u8(
        rows, inputs, outputs, x.assumingMemoryBound(to: UInt8.self),
        weights.assumingMemoryBound(to: Int8.self),
        y.assumingMemoryBound(to: Int32.self))
    }
  }

  private func failure(_ status: bertrun_status) -> ComputeError {
    .product(
      inputs: shape.inputs, outputs: shape.outputs, precision: shape.precision, reason: Self.words(status))
  }

  private static func words(_ status: bertrun_status) -> String {
    String(cString: bertrun_status_text(status))
  }
}

// MARK: - The proof

extension Product {
  /// Drops the primitives that do not give the tallest's bits, or all where the tallest is not sound.
  private func keepProven(_ weights: UnsafeRawPointer) throws(ComputeError) {
    guard let tallest = primitives.first, tallest.height == Tile.tallest else { return dropAll() }
    let memory = AlignedMemory(byteCount: packedSize)
    let packed = try pack(weights, into: memory)
    defer { bertrun_weights_destroy(packed) }
    var lane: OpaquePointer?
    let status = bertrun_lane_create(&lane)
    guard status == 0, let lane else { throw failure(status) }
    defer { bertrun_lane_destroy(lane) }

    let rowBytes = shape.outputs * 4
    let x = AlignedMemory(byteCount: Tile.tallest * shape.inputs * 4)
    let y = AlignedMemory(byteCount: Tile.tallest * rowBytes)
    let reference = AlignedMemory(byteCount: rowBytes)

    // The row alone, among zeros.
    fillRow(of: x)
    guard bertrun_product_run(tallest.handle, lane, x.start, packed, y.start) == 0 else { return dropAll() }
    reference.start.copyMemory(from: y.start, byteCount: rowBytes)
    if shape.precision == .int8 {
      // 16-bit partial sums could overflow where the processor has no byte dot product.
      runPlain(x.start, rows: 1, weights: weights, into: y.start)
      guard memcmp(y.start, reference.start, rowBytes) == 0 else { return dropAll() }
    }

    // The row in every place.
    let inputBytes = shape.inputs * shape.precision.factorBytes
    for place in 1..<Tile.tallest {
      (x.start + place * inputBytes).copyMemory(from: x.start, byteCount: inputBytes)
    }
    let isSound = primitives.map { primitive in
      bertrun_product_shares_packing(tallest.handle, primitive.handle)
        && bertrun_product_run(primitive.handle, lane, x.start, packed, y.start) == 0
        && (0..<primitive.height).allSatisfy {
          memcmp(y.start + $0 * rowBytes, reference.start, rowBytes) == 0
        }
    }
    guard isSound[0] else { return dropAll() }
    for (primitive, sound) in zip(primitives, isSound) where !sound {
      bertrun_product_destroy(primitive.handle)
    }
    primitives = zip(primitives, isSound).filter(\.1).map(\.0)
  }

  private func dropAll() {
    for primitive in primitives { bertrun_product_destroy(primitive.handle) }
    primitives = []
  }

  /// Writes a row of numbers of many sizes into the first row of `x`; in bytes, the largest ones among them.
  private func fillRow(of x: AlignedMemory) {
    var state: UInt32 = 1
    for i in 0..<shape.inputs {
      state = state &* 1_664_525 &+ 1_013_904_223
      let fraction = Float(state >> 8) / Float(1 << 24) - 0.5
      switch shape.precision {
      case .f32: x.bound(to: Float.self)[i] = fraction * fraction * fraction * 32
      case .bf16: x.bound(to: UInt16.self)[i] = UInt16(truncatingIfNeeded: (fraction * 4).bitPattern >> 16)
      case .int8: x.bound(to: UInt8.self)[i] = fraction > 0 ? 255 : UInt8(truncatingIfNeeded: state >> 24)
      }
    }
  }
}

extension Precision {
  var productKind: bertrun_product_kind {
    switch self {
    case .f32: bertrun_product_f32
    case .bf16: bertrun_product_bf16
    case .int8: bertrun_product_int8
    }
  }

  /// Bytes of one element of a product's factors.
  var factorBytes: Int {
    switch self {
    case .f32: 4
    case .bf16: 2
    case .int8: 1
    }
  }
}
