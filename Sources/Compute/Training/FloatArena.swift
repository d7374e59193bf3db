/// The numbers of a model in training, one array that lives as long as the run: parameters, gradients or an optimiser's
/// memory.
///
/// Threads may share it as long as they all read, or each of them works on a range that no other touches.
package final class FloatArena: @unchecked Sendable {
  /// How many numbers it holds.
  package let count: Int
  private let memory: AlignedMemory

  /// Zeros.
  package init(count: Int) {
    self.count = count
    memory = AlignedMemory(byteCount: max(1, count) * MemoryLayout<Float>.stride)
  }

  /// A copy of some numbers.
  package convenience init(_ values: [Float]) {
    self.init(count: values.count)
    replace(from: 0, with: values)
  }

  var start: UnsafeMutablePointer<Float> { memory.bound(to: Float.self) }

  /// All of the numbers.
  package func withFloats<Result, Failure: Error>(
    _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: start, count: count).span)
  }

  /// All of the numbers, to be changed.
  package func withMutableFloats<Result, Failure: Error>(
    _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var span = UnsafeMutableBufferPointer(start: start, count: count).mutableSpan
    return try body(&span)
  }

  /// A copy of a range.
  package func values(_ range: Range<Int>) -> [Float] {
    check(range)
    return Array(UnsafeBufferPointer(start: start + range.lowerBound, count: range.count))
  }

  /// Writes numbers from a place on.
  package func replace(from place: Int, with values: [Float]) {
    check(place..<place + values.count)
    values.withUnsafeBufferPointer { values in
      guard let source = values.baseAddress else { return }
      (start + place).update(from: source, count: values.count)
    }
  }

  /// Sets a range to zero.
  package func clear(_ range: Range<Int>) {
    check(range)
    (start + range.lowerBound).update(repeating: 0, count: range.count)
  }

  func check(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range lies within its arena")
  }
}
