import Synchronization

/// A processor and the products made for it so far: what weights are packed with. Shared by all threads.
package final class Engine: Sendable {
  /// What it computes with.
  package let processor: Processor
  private let products = Mutex<[Product.Shape: Product]>([:])

  /// Creates an engine without products.
  package init(_ processor: Processor) {
    self.processor = processor
  }

  /// The product of a shape. The first call of a shape creates it and checks it with the weights given.
  func product(_ shape: Product.Shape, weights: UnsafeRawPointer) throws(ComputeError) -> Product {
    guard processor.supports(shape.precision) else {
      throw .missingPrecision(shape.precision, processor.instructionSet)
    }
    if let known = products.withLock({ $0[shape] }) { return known }
    // Two threads may both come here; the later result replaces an equal one.
    let made = try Product(shape, processor: processor, weights: weights)
    products.withLock { $0[shape] = made }
    return made
  }
}
