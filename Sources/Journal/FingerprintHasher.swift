/// Computes a fingerprint of bytes that come in pieces.
package struct FingerprintHasher: Sendable {
  private var first: UInt64
  private var second: UInt64
  private var count = 0
  /// The bytes, fewer than a block, that wait for more.
  private var rest: [UInt8] = []

  /// An empty fingerprint; other seeds than 0 serve the published test.
  package init(seed: UInt32 = 0) {
    first = UInt64(seed)
    second = UInt64(seed)
  }

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// Adds bytes.
  package mutating func update(_ bytes: Span<UInt8>) {
    count += bytes.count
    var index = 0
    if !rest.isEmpty {
      while rest.count < 16 && index < bytes.count {
        rest.append(bytes[index])
        index += 1
      }
      guard rest.count == 16 else { return }
      let block = rest
      rest = []
      blocks(block.span)
    }
    let whole = (bytes.count - index) & ~15
    blocks(bytes.extracting(index..<index + whole))
    for place in index + whole..<bytes.count { rest.append(bytes[place]) }
  }

  /// Adds a text, and its end, so that neighbours do not run together.
  package mutating func update(_ text: String) {
    update(Array(text.utf8))
    update([0xFF])
  }

  /// The fingerprint of all bytes so far.
  package func finish() -> Fingerprint {
    var first = first
    var second = second
    var low: UInt64 = 0
    var high: UInt64 = 0
    for (place, byte) in rest.enumerated() {
      if place < 8 { low |= UInt64(byte) << (8 * place) } else { high |= UInt64(byte) << (8 * (place - 8)) }
    }
    if rest.count > 8 { second ^= Self.mixedHigh(high) }
    if rest.count > 0 { first ^= Self.mixedLow(low) }

    first ^= UInt64(count)
    second ^= UInt64(count)
    first &+= second
    second &+= first
    first = Self.avalanche(first)
    second = Self.avalanche(second)
    first &+= second
    second &+= first
    return Fingerprint(high: first, low: second)
  }

  /// Mixes in whole blocks of 16 bytes.
  private mutating func blocks(_ bytes: Span<UInt8>) {
    var first = first
    var second = second
    var index = 0
    while index < bytes.count {
      let block = bytes.extracting(index..<index + 16)
      first ^= Self.mixedLow(Self.word(block, at: 0))
      first = (Self.rotate(first, 27) &+ second) &* 5 &+ 0x52dc_e729
      second ^= Self.mixedHigh(Self.word(block, at: 8))
      second = (Self.rotate(second, 31) &+ first) &* 5 &+ 0x3849_5ab5
      index += 16
    }
    self.first = first
    self.second = second
  }

  @inline(__always)
  private static func word(_ block: Span<UInt8>, at start: Int) -> UInt64 {
    var word: UInt64 = 0
    for place in 0..<8 { word |= UInt64(block[start + place]) << UInt64(8 * place) }
    return word
  }

  @inline(__always)
  private static func mixedLow(_ word: UInt64) -> UInt64 {
    rotate(word &* 0x87c3_7b91_1142_53d5, 31) &* 0x4cf5_ad43_2745_937f
  }

  @inline(__always)
  private static func mixedHigh(_ word: UInt64) -> UInt64 {
    rotate(word &* 0x4cf5_ad43_2745_937f, 33) &* 0x87c3_7b91_1142_53d5
  }

  @inline(__always)
  private static func rotate(_ word: UInt64, _ places: UInt64) -> UInt64 {
    word << places | word >> (64 - places)
  }

  private static func avalanche(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ word >> 33) &* 0xff51_afd7_ed55_8ccd
    word = (word ^ word >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return word ^ word >> 33
  }
}
