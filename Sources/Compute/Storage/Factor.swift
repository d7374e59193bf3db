/// Where the rows begin that a product reads; in 8 bits, their scales and zeros too.
struct Factor {
  var values: UnsafeRawPointer
  var scales: UnsafePointer<Float>?
  var zeros: UnsafePointer<Int32>?
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
