/// A word of up to 64 bytes as numbers of eight bytes, and its hash.
struct WordKey {
  /// How many bytes it has.
  let byteCount: Int
  private(set) var hash: UInt64
  private var chunks = InlineArray<8, UInt64>(repeating: 0)

  /// Longer words are seldom seen twice.
  static let longest = 64

  /// The bytes of a text in a range; nil where it is too long.
  @inline(__always)
  init?(_ bytes: [UInt8], from start: Int, to end: Int) {
    guard end - start <= Self.longest else { return nil }
    byteCount = end - start
    hash = UInt64(truncatingIfNeeded: end - start)
    var place = start
    var number = 0
    while place < end {
      var chunk: UInt64 = 0
      let stop = min(place + 8, end)
      while place < stop {
        chunk = chunk << 8 | UInt64(bytes[place])
        place += 1
      }
      chunks[number] = chunk
      number += 1
      hash = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    hash = hash &* 0xBF58_476D_1CE4_E5B9
    hash ^= hash >> 32
  }

  /// How many numbers it is.
  var chunkCount: Int { (byteCount + 7) / 8 }

  /// One of them.
  @inline(__always)
  subscript(_ number: Int) -> UInt64 { chunks[number] }
}
