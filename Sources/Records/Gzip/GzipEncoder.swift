/// Gzips its input, piece by piece.
package struct GzipEncoder: Sendable {
  private let deflater: ZlibDeflater

  /// An encoder; `level` goes from 1 (fast) to 9 (small). Throws when zlib has no memory.
  package init(level: Int = 6) throws(RecordsError) {
    guard let deflater = ZlibDeflater(level: level) else { throw .gzipMemory }
    self.deflater = deflater
  }

  /// The compressed bytes that are ready after these ones; others follow later.
  package func encode(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    deflater.deflateAll(bytes[...], ends: false, into: &output)
    return output
  }

  /// Ends the member: all that was given can be read back from what was put out up to here. What is encoded
  /// after it begins a new member, which gunzips to the same bytes as one long member would.
  package func endMember() -> [UInt8] {
    var output: [UInt8] = []
    deflater.deflateAll([], ends: true, into: &output)
    return output
  }
}
