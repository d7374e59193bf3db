/// Where the rows begin that a product reads; in 8 bits, their scales and zeros too.
struct Factor {
  var values: UnsafeRawPointer
  var scales: UnsafePointer<Float>?
  var zeros: UnsafePointer<Int32>?
}
