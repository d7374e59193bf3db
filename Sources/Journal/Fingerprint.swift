/// A 128-bit hash of bytes: MurmurHash3, its form for 64-bit machines, seed 0.
///
/// Shows whether a file or a setting is unchanged. It does not protect against someone who makes two inputs of
/// the same fingerprint on purpose.
/// Algorithm and test vectors: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
package struct Fingerprint: Hashable, Sendable {
  /// The first 64 bits, `h1`.
  package let high: UInt64
  /// The last 64 bits, `h2`.
  package let low: UInt64

  /// A fingerprint of its two halves.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The fingerprint of some bytes.
  package init(of bytes: [UInt8]) {
    var hasher = FingerprintHasher()
    hasher.update(bytes)
    self = hasher.finish()
  }

  /// 32 hexadecimal digits.
  package var description: String {
    [high, low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The fingerprint that `description` gives; nil for anything but 32 hexadecimal digits.
  package init?(_ description: String) {
    let digits = Array(description.utf8)
    guard digits.count == 32,
      let high = UInt64(String(decoding: digits[..<16], as: UTF8.self), radix: 16),
      let low = UInt64(String(decoding: digits[16...], as: UTF8.self), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
    guard self.description.utf8.elementsEqual(digits) else { return nil }
  }
}

extension Fingerprint: CustomStringConvertible {}
