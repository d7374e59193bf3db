import CCodecs

/// A decoder or encoder of a library that is loaded when it is needed, behind a type that owns its state.
///
/// `@unchecked Sendable`: the state is reached only through the one source or encoder that holds it, which is handed from
/// thread to thread but never shared.
@safe final class Codec: @unchecked Sendable {
  private let state: OpaquePointer

  /// How a step ended.
  enum Outcome {
    /// All input was taken or the output is full.
    case more
    /// A member ended.
    case memberEnd
    /// The bytes are damaged.
    case corrupt
  }

  /// A decoder before a member. Throws where the library or memory is missing.
  init(decoding compression: Compression) throws(RecordsError) {
    let kind: codec_kind =
      switch compression {
      case .zstd: CODEC_ZSTD
      case .bzip2: CODEC_BZIP2
      case .gzip, .xz: CODEC_XZ
      }
    guard let state = unsafe codec_decoder(kind) else { throw .codecMissing(compression) }
    unsafe self.state = state
  }

  /// An encoder of zstd's frames. Throws where the library or memory is missing.
  init(encodingAt level: Int32) throws(RecordsError) {
    guard let state = unsafe codec_zstd_encoder(level) else { throw .codecMissing(.zstd) }
    unsafe self.state = state
  }

  deinit { unsafe codec_free(state) }

  /// Makes a decoder ready for the next member; false without memory.
  func restart() -> Bool { unsafe codec_restart(state) != 0 }

  /// Decodes from `input` on, adding at most `limit` bytes to `output`; returns the count of bytes taken.
  func decode(_ input: ArraySlice<UInt8>, into output: inout [UInt8], limit: Int) -> (taken: Int, Outcome) {
    unsafe step(input, into: &output, limit: limit) { input, taken, room, made in
      unsafe codec_decode(
        state, input.baseAddress, input.count, &taken, room.baseAddress, room.count, &made)
    }
  }

  /// Encodes likewise; `ends` closes the frame.
  func encode(
    _ input: ArraySlice<UInt8>, into output: inout [UInt8], limit: Int, ends: Bool
  ) -> (taken: Int, Outcome) {
    unsafe step(input, into: &output, limit: limit) { input, taken, room, made in
      unsafe codec_encode(
        state, input.baseAddress, input.count, &taken, room.baseAddress, room.count, &made, ends ? 1 : 0)
    }
  }

  private func step(
    _ input: ArraySlice<UInt8>, into output: inout [UInt8], limit: Int,
    _ body: (UnsafeBufferPointer<UInt8>, inout Int, UnsafeMutableBufferPointer<UInt8>, inout Int) ->
      codec_outcome
  ) -> (taken: Int, Outcome) {
    var taken = 0
    var outcome = CODEC_MORE
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var made = 0
      unsafe input.withUnsafeBufferPointer { bytes in
        outcome = unsafe body(bytes, &taken, UnsafeMutableBufferPointer(rebasing: buffer[..<limit]), &made)
      }
      count = made
    }
    output += chunk
    switch outcome {
    case CODEC_MORE: return (taken, .more)
    case CODEC_END: return (taken, .memberEnd)
    default: return (taken, .corrupt)
    }
  }
}
