/// Computes a fingerprint of bytes that come in pieces.
package struct FingerprintHasher: Sendable {
  private static let blockSize = 64

  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var count = 0
  /// The bytes, fewer than a block, that wait for more.
  private var rest: [UInt8] = []

  /// An empty fingerprint.
  package init() {}

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) {
    count += bytes.count
    var start = 0
    if !rest.isEmpty {
      start = min(Self.blockSize - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == Self.blockSize else { return }
      SystemCalls.compress(rest, 0..<rest.count, into: &state)
      rest.removeAll(keepingCapacity: true)
    }
    let end = bytes.count - (bytes.count - start) % Self.blockSize
    SystemCalls.compress(bytes, start..<end, into: &state)
    rest += bytes[end...]
  }

  /// Adds a text, and its end, so that neighbours do not run together.
  package mutating func update(_ text: String) {
    update(Array(text.utf8))
    update([0xFF])
  }

  /// The fingerprint of all bytes so far.
  package func finish() -> Fingerprint {
    var padded = self
    let bits = UInt64(count) * 8
    let zeros = (2 * Self.blockSize - 9 - rest.count) % Self.blockSize
    padded.update(
      [0x80] + [UInt8](repeating: 0, count: zeros)
        + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    return Fingerprint(
      digest: padded.state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
      })
  }
}
