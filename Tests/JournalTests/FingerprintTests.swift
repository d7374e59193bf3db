import Journal
import Testing

@Suite struct FingerprintTests {
  /// SMHasher's own test of this algorithm: the hash of the hashes of 256 keys, of which the first 32 bits are
  /// published (`VerificationTest` in KeysetTest.cpp, 0x6384BA69 in main.cpp).
  @Test func theAlgorithmsPublishedTestHolds() {
    var hashes: [UInt8] = []
    var key: [UInt8] = []
    for length in 0..<256 {
      var hasher = FingerprintHasher(seed: UInt32(256 - length))
      hasher.update(key)
      hashes += bytes(hasher.finish())
      key.append(UInt8(length))
    }
    #expect(Array(bytes(Fingerprint(of: hashes)).prefix(4)) == [0x69, 0xBA, 0x84, 0x63])
  }

  func bytes(_ fingerprint: Fingerprint) -> [UInt8] {
    [fingerprint.high, fingerprint.low].flatMap { half in
      (0..<8).map { UInt8(truncatingIfNeeded: half >> (8 * $0)) }
    }
  }

  /// From the documentation of Python's mmh3: `mmh3.hash64('foo')`.
  @Test func aKnownValueHolds() {
    let foo = Fingerprint(of: Array("foo".utf8))
    #expect(Int64(bitPattern: foo.high) == -2_129_773_440_516_405_919)
    #expect(Int64(bitPattern: foo.low) == 9_128_664_383_759_220_103)
    #expect(Fingerprint(of: []) == Fingerprint(high: 0, low: 0))
  }

  @Test func piecesOfAnySizeGiveTheSame() {
    let bytes = (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }
    for piece in [1, 3, 7, 15, 16, 17, 31, 100, 499] {
      var hasher = FingerprintHasher()
      for start in stride(from: 0, to: bytes.count, by: piece) {
        hasher.update(Array(bytes[start..<min(start + piece, bytes.count)]))
      }
      #expect(hasher.finish() == Fingerprint(of: bytes))
    }
  }

  @Test func textsDoNotRunTogether() {
    func fingerprint(_ texts: [String]) -> Fingerprint {
      var hasher = FingerprintHasher()
      for text in texts { hasher.update(text) }
      return hasher.finish()
    }
    #expect(fingerprint(["ab", "c"]) != fingerprint(["a", "bc"]))
    // Two spellings of é.
    #expect(fingerprint(["\u{E9}"]) != fingerprint(["e\u{301}"]))
  }

  @Test func theDescriptionIsReadBack() {
    let fingerprint = Fingerprint(high: 0xAB, low: 1)
    #expect(fingerprint.description == "00000000000000ab0000000000000001")
    #expect(Fingerprint(fingerprint.description) == fingerprint)
    for text in ["", "00000000000000ab000000000000001", "+0000000000000ab0000000000000001", "zz"] {
      #expect(Fingerprint(text) == nil)
    }
  }
}
