extension TensorEntry {
  /// Elements that are widened and checked at a time: few enough to stay in the nearest cache.
  private static let blockSize = 1 << 12

  /// The elements, row after row, as 32-bit floats; the type must be one of the float types. A number that is infinite or
  /// NaN is an error that names its place.
  func floats() throws(CheckpointError) -> [Float] {
    defer { file.drop(range) }
    var bad: Int?
    let floats =
      strides == nil
      ? file.withBytes(in: range) { widened($0, &bad) } : bytes().withUnsafeBytes { widened($0, &bad) }
    guard let bad else { return floats }
    throw .notFinite(path: path, tensor: fileName, index: index(of: bad), value: floats[bad])
  }

  /// The elements as they lie in the file; floats among which one is infinite or NaN are an error.
  package func finiteBytes() throws(CheckpointError) -> [UInt8] {
    if elementType.isReadableFloat { _ = try floats() }
    return bytes()
  }

  /// The indices of an element in each dimension.
  private func index(of element: Int) -> [Int] {
    var rest = element
    var index: [Int] = []
    for size in shape.reversed() {
      index.append(rest % size)
      rest /= size
    }
    return index.reversed()
  }

  /// Widens `bytes`, which may lie anywhere: every load is an unaligned one. `bad` is the first element that is not finite.
  private func widened(_ bytes: UnsafeRawBufferPointer, _ bad: inout Int?) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      LargePages.advise(UnsafeMutableRawBufferPointer(buffer))
      for start in stride(from: 0, to: count, by: Self.blockSize) {
        let block = start..<min(start + Self.blockSize, count)
        widen(bytes, block, to: buffer)
        if bad == nil, !isFinite(buffer, block) { bad = block.first { !buffer[$0].isFinite } }
      }
      initialized = count
    }
  }

  @inline(__always)
  private func widen(
    _ bytes: UnsafeRawBufferPointer, _ block: Range<Int>, to buffer: UnsafeMutableBufferPointer<Float>
  ) {
    switch elementType {
    case .float32:
      UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[byteRange(block, 4)])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[byteRange(block, 4)]))
    case .float64:
      for place in block {
        let value = bytes.loadUnaligned(fromByteOffset: 8 * place, as: Double.self)
        buffer.initializeElement(at: place, to: Float(value))
      }
    case .bfloat16:
      for place in block {
        let bits = bytes.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
        buffer.initializeElement(at: place, to: Float(bitPattern: UInt32(bits) << 16))
      }
    case .float16:
      for place in block {
        let bits = bytes.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
        buffer.initializeElement(at: place, to: float16Value(bits))
      }
    default:
      preconditionFailure("only float types are widened")
    }
  }

  @inline(__always)
  private func byteRange(_ block: Range<Int>, _ width: Int) -> Range<Int> {
    block.lowerBound * width..<block.upperBound * width
  }

  /// Whether a block has neither an infinity nor a NaN: both are larger than every number as bits without the sign.
  private func isFinite(_ buffer: UnsafeMutableBufferPointer<Float>, _ block: Range<Int>) -> Bool {
    var largest: Int32 = 0
    for place in block {
      largest = max(largest, Int32(bitPattern: buffer[place].bitPattern & 0x7fff_ffff))
    }
    return largest < 0x7f80_0000
  }
}

/// The value of a half-precision bit pattern, exact, without a branch so that the loop is vectorised
/// (F. Giesen, "Half to float done quickly", https://fgiesen.wordpress.com/2012/03/28/half-to-float-done-quic/).
func float16Value(_ bits: UInt16) -> Float {
  let exponentMask: UInt32 = 0x7c00 << 13
  let shifted = UInt32(bits & 0x7fff) << 13
  let exponent = shifted & exponentMask
  let normal = shifted &+ (127 - 15) << 23
  let infinite = normal &+ (128 - 16) << 23
  let subnormal = (Float(bitPattern: normal &+ 1 << 23) - Float(bitPattern: 113 << 23)).bitPattern
  let magnitude = exponent == exponentMask ? infinite : exponent == 0 ? subnormal : normal
  return Float(bitPattern: magnitude | UInt32(bits & 0x8000) << 16)
}
