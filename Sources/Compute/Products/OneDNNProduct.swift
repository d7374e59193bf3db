import CKernels
import COneDNN
import Glibc

/// The product of a shape by oneDNN: one primitive a tile height.
///
/// On creation it proves what the promise of equal bits rests on: one row gives the same bits in every place of every height,
/// alone and among others, and in 8 bits the exact sums. Heights that differ from the tallest are dropped; where the tallest
/// differs within itself, or there is no such product, none is left.
final class OneDNNProduct: @unchecked Sendable {
  private struct Primitive {
    var height: Int
    var handle: OpaquePointer
  }

  private let shape: Product.Shape
  // Written in the initializer only, then read by all threads; oneDNN's primitives are immutable.
  private var primitives: [Primitive] = []

  /// Creates the product and checks it with the weights given, in the type of the shape's precision.
  init(
    _ shape: Product.Shape, kernels: bertrun_kernels, weights: UnsafeRawPointer
  ) throws(ComputeError) {
    self.shape = shape
    primitives = Tile.heights.compactMap { height in
      var handle: OpaquePointer?
      let status = bertrun_product_create(
        Int64(height), Int64(shape.inputs), Int64(shape.outputs), shape.precision.productKind, &handle)
      return status == 0 ? handle.map { Primitive(height: height, handle: $0) } : nil
    }
    try keepProven(weights, kernels)
  }

  deinit { for primitive in primitives { bertrun_product_destroy(primitive.handle) } }

  /// Heights of tiles, the tallest first; empty where no height is sound.
  var heights: [Int] { primitives.map(\.height) }

  /// Bytes of one packed matrix.
  var packedSize: Int { primitives.first.map { bertrun_product_packed_size($0.handle) } ?? 0 }

  /// Packs weights into memory that must outlive what is returned.
  func pack(
    _ weights: UnsafeRawPointer, into memory: UnsafeMutableRawPointer
  ) throws(ComputeError) -> OpaquePointer {
    var packed: OpaquePointer?
    let status = bertrun_weights_pack(primitives[0].handle, weights, memory, &packed)
    guard status == 0, let packed else { throw failure(status) }
    return packed
  }

  /// Multiplies one tile, of which all rows are read and written. `height` is one of `heights`.
  func run(
    _ x: UnsafeRawPointer, height: Int, packed: OpaquePointer, lane: OpaquePointer,
    into y: UnsafeMutableRawPointer
  ) {
    for primitive in primitives where primitive.height == height {
      let status = bertrun_product_run(primitive.handle, lane, x, packed, y)
      precondition(status == 0, "oneDNN fails in a product that it passed before: \(Self.words(status))")
      return
    }
    preconditionFailure("a product has no tile of this height")
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

extension OneDNNProduct {
  /// Drops the primitives that do not give the tallest's bits, or all where the tallest is not sound.
  private func keepProven(_ weights: UnsafeRawPointer, _ kernels: bertrun_kernels) throws(ComputeError) {
    guard let tallest = primitives.first, tallest.height == Tile.tallest else { return dropAll() }
    let memory = AlignedMemory(byteCount: packedSize)
    let packed = try pack(weights, into: memory.start)
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
      kernels.multiply(x.start, weights, shape, rows: 1, into: y.start)
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
}
