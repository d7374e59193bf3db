import CSHA256
import Journal
import Testing

@Suite struct FingerprintTests {
  /// From FIPS 180-2, appendix B, and the digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func thePublishedValuesHold(text: String, digest: String) {
    #expect(Fingerprint(of: Array(text.utf8)).description == digest)
  }

  @Test func piecesOfAnySizeGiveTheSame() {
    for length in [55, 56, 63, 64, 65, 119, 128, 500] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }
      for piece in [1, 3, 15, 55, 56, 63, 64, 65, 100, 499] {
        var hasher = FingerprintHasher()
        for start in stride(from: 0, to: bytes.count, by: piece) {
          hasher.update(Array(bytes[start..<min(start + piece, bytes.count)]))
        }
        #expect(hasher.finish() == Fingerprint(of: bytes))
      }
    }
  }

  /// Processors with instructions for it compute what plain C does.
  @Test func bothBodiesAgree() {
    let bytes = (0..<64 * 9).map { UInt8(truncatingIfNeeded: $0 &* 101 &+ $0 >> 2) }
    var (fast, plain) = ([UInt32](1...8), [UInt32](1...8))
    bertrun_sha256_blocks(&fast, bytes, 9)
    bertrun_sha256_blocks_plain(&plain, bytes, 9)
    #expect(fast == plain && fast != [UInt32](1...8))
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
}
