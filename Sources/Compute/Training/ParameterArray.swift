extension Span<Float> {
  /// Where a part of the numbers begins; to be used only while the span is.
  func start(of range: Range<Int>) -> UnsafePointer<Float> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "parameters lie within their array")
    return withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { $0 + range.lowerBound }
        ?? UnsafePointer(AlignedMemory.nothing.bound(to: Float.self))
    }
  }
}

extension MutableSpan<Float> {
  /// Where a part of the numbers begins; to be used only while the span is.
  mutating func start(of range: Range<Int>) -> UnsafeMutablePointer<Float> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "gradients lie within their array")
    return withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { $0 + range.lowerBound } ?? AlignedMemory.nothing.bound(to: Float.self)
    }
  }
}
