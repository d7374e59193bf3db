import CZlib

/// zlib's deflater for one gzip member after the other, behind a type that owns its state.
///
/// `@unchecked Sendable`: the state is reached only through the one `GzipEncoder` that holds the deflater,
/// which is handed from thread to thread but never shared.
@safe final class ZlibDeflater: @unchecked Sendable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// Nil when zlib cannot allocate its state. The header has no name and no time, so that the same bytes
  /// always give the same file.
  init?(level: Int) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe deflateInit2_(
      stream, Int32(max(1, min(9, level))), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    _ = unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Deflates all of `input`, adding what comes out to `output`; `ends` closes the member and begins anew.
  func deflateAll(_ input: ArraySlice<UInt8>, ends: Bool, into output: inout [UInt8]) {
    let limit = 1 << 16
    var rest = input
    var isDone = false
    while !isDone {
      let given = min(rest.count, 1 << 30)
      let isLast = ends && given == rest.count
      var taken = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        unsafe rest.withUnsafeBufferPointer { bytes in
          // zlib only reads from next_in, though its type does not say so.
          unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
          unsafe stream.pointee.avail_in = UInt32(given)
          unsafe stream.pointee.next_out = buffer.baseAddress
          unsafe stream.pointee.avail_out = UInt32(limit)
          let code = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          taken = unsafe given - Int(stream.pointee.avail_in)
          count = unsafe limit - Int(stream.pointee.avail_out)
          isDone = isLast ? code == Z_STREAM_END : taken == rest.count && count < limit
          unsafe stream.pointee.next_in = nil
          unsafe stream.pointee.next_out = nil
        }
      }
      output += chunk
      rest = rest.dropFirst(taken)
    }
    if ends { _ = unsafe deflateReset(stream) }
  }
}
