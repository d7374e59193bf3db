/// Compresses its input with zstd, piece by piece.
package struct ZstandardEncoder: Sendable {
  private let codec: Codec

  /// An encoder; throws where libzstd or memory is missing.
  package init(level: Int = 3) throws(RecordsError) { codec = try Codec(encodingAt: Int32(level)) }

  /// The compressed bytes that are ready after these ones; others follow later.
  package func encode(_ bytes: [UInt8]) -> [UInt8] { encode(bytes[...], ends: false) }

  /// Ends the frame: all that was given can be read back from what was put out up to here.
  package func endMember() -> [UInt8] { encode([], ends: true) }

  private func encode(_ bytes: ArraySlice<UInt8>, ends: Bool) -> [UInt8] {
    let limit = 1 << 16
    var output: [UInt8] = []
    var rest = bytes
    while true {
      let before = output.count
      let (taken, outcome) = codec.encode(rest, into: &output, limit: limit, ends: ends)
      rest = rest.dropFirst(taken)
      // What zstd can fail for is memory alone.
      precondition(outcome != .corrupt, "libzstd has no memory")
      if ends ? outcome == .memberEnd : rest.isEmpty && output.count - before < limit { return output }
    }
  }
}
