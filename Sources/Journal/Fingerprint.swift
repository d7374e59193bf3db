/// The SHA-256 of some bytes (FIPS 180-4), as `sha256sum` prints it: shows whether a file or a setting is unchanged.
package struct Fingerprint: Hashable, Sendable {
  /// The 32 bytes.
  package let bytes: [UInt8]

  /// A digest that was computed.
  init(digest: [UInt8]) { bytes = digest }

  /// The fingerprint of some bytes.
  package init(of bytes: [UInt8]) {
    var hasher = FingerprintHasher()
    hasher.update(bytes)
    self = hasher.finish()
  }

  /// 64 hexadecimal digits.
  package var description: String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

extension Fingerprint: CustomStringConvertible {}
