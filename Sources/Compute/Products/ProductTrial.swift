import COneDNN

/// A product that is run for its speed alone, on numbers that mean nothing. Make it on the thread that runs it.
package final class ProductTrial {
  /// Operations of one run: a multiplication and an addition a weight and row.
  package let operations: Double

  private enum Way {
    case packed(Product, Product.Weights)
    case oneDNN(product: OpaquePointer, weights: OpaquePointer, lane: OpaquePointer)
  }

  private let way: Way
  private let rows: Int
  private let memory: AlignedMemory
  private let x: AlignedMemory
  private let y: AlignedMemory

  /// Creates the product of `rows` rows, by what multiplies on this processor; nil where it lacks the precision.
  package init?(rows: Int, inputs: Int, outputs: Int, precision: Precision, engine: Engine) {
    guard engine.processor.supports(precision) else { return nil }
    let plain = Self.numbers(outputs * inputs, precision)
    if engine.processor.usesOneDNN {
      var product: OpaquePointer?
      let status = bertrun_product_create(
        Int64(rows), Int64(inputs), Int64(outputs), precision.productKind, &product)
      guard status == 0, let product else { return nil }
      memory = AlignedMemory(byteCount: bertrun_product_packed_size(product))
      var weights: OpaquePointer?
      var lane: OpaquePointer?
      guard bertrun_weights_pack(product, plain.start, memory.start, &weights) == 0, let weights,
        bertrun_lane_create(&lane) == 0, let lane
      else {
        bertrun_weights_destroy(weights)
        bertrun_product_destroy(product)
        return nil
      }
      way = .oneDNN(product: product, weights: weights, lane: lane)
    } else {
      let shape = Product.Shape(inputs: inputs, outputs: outputs, precision: precision)
      guard let product = try? engine.product(shape, weights: plain.start) else { return nil }
      let weights = product.pack(plain.start)
      memory = weights.memory
      way = .packed(product, weights)
    }
    self.rows = rows
    x = Self.numbers(rows * inputs, precision)
    y = AlignedMemory(byteCount: rows * outputs * 4)
    operations = 2 * Double(rows) * Double(inputs) * Double(outputs)
  }

  deinit {
    guard case .oneDNN(let product, let weights, let lane) = way else { return }
    bertrun_lane_destroy(lane)
    bertrun_weights_destroy(weights)
    bertrun_product_destroy(product)
  }

  /// Multiplies once.
  package func run() {
    switch way {
    case .packed(let product, let weights):
      product.run(x.start, height: rows, used: rows, weights: weights, lane: nil, into: y.start)
    case .oneDNN(let product, let weights, let lane):
      let status = bertrun_product_run(product, lane, x.start, weights, y.start)
      precondition(status == 0, "oneDNN runs the products that it makes")
    }
  }

  /// Numbers around zero in the type of a product's factors: a processor may be faster, or slower, on others.
  private static func numbers(_ count: Int, _ precision: Precision) -> AlignedMemory {
    let memory = AlignedMemory(byteCount: count * precision.factorBytes)
    var state: UInt32 = 1
    for i in 0..<count {
      state = state &* 1_664_525 &+ 1_013_904_223
      let fraction = Float(state >> 8) / Float(1 << 24) - 0.5
      switch precision {
      case .f32: memory.bound(to: Float.self)[i] = fraction
      case .bf16: memory.bound(to: UInt16.self)[i] = UInt16(truncatingIfNeeded: fraction.bitPattern >> 16)
      case .int8: memory.bound(to: UInt8.self)[i] = UInt8(truncatingIfNeeded: state >> 25)
      }
    }
    return memory
  }
}
