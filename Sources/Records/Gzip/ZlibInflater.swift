import CZlib

/// zlib's inflater for gzip members, behind a type that owns its state. One owner at a time pulls through it.
///
/// `@unchecked Sendable`: the state is reached only through the one `GzipSource` that holds the inflater,
/// which is handed from thread to thread but never shared.
@safe final class ZlibInflater: @unchecked Sendable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// What a step came to.
  enum Outcome {
    /// All input was taken or the output is full.
    case more
    /// The member ended.
    case memberEnd
    /// The bytes are not gzip, or their checksum or length is wrong.
    case corrupt
  }

  /// Nil when zlib cannot allocate its state.
  init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window; 16 more say that a gzip header is expected, and nothing else.
    let code = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins the next member.
  func reset() { _ = unsafe inflateReset(stream) }

  /// Inflates from `input` on, adding at most `limit` bytes to `output`; gives the count of bytes taken.
  func step(_ input: ArraySlice<UInt8>, into output: inout [UInt8], limit: Int) -> (taken: Int, Outcome) {
    var taken = 0
    var code = Z_OK
    let given = min(input.count, 1 << 30)
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      unsafe input.withUnsafeBufferPointer { bytes in
        // zlib only reads from next_in, though its type does not say so.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(given)
        unsafe stream.pointee.next_out = buffer.baseAddress
        unsafe stream.pointee.avail_out = UInt32(limit)
        code = unsafe inflate(stream, Z_NO_FLUSH)
        taken = unsafe given - Int(stream.pointee.avail_in)
        count = unsafe limit - Int(stream.pointee.avail_out)
        unsafe stream.pointee.next_in = nil
        unsafe stream.pointee.next_out = nil
      }
    }
    output += chunk
    switch code {
    case Z_OK, Z_BUF_ERROR: return (taken, .more)
    case Z_STREAM_END: return (taken, .memberEnd)
    default: return (taken, .corrupt)
    }
  }
}
