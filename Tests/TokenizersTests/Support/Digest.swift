/// The digest of `Fixtures/digests.py`: h = h · factor + value over all values, modulo 2⁶⁴, from 0.
struct Digest {
  private(set) var value: UInt64 = 0

  mutating func add(_ numbers: [Int]) {
    for number in numbers {
      value = value &* 6_364_136_223_846_793_005 &+ UInt64(bitPattern: Int64(number))
    }
  }

  /// The digest of some numbers, as it is written down.
  static func hex(_ numbers: [Int]) -> String {
    var digest = Digest()
    digest.add(numbers)
    let text = String(digest.value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
