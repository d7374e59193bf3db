extension String {
  /// Whether both strings have the same UTF-8 bytes; `==` would also equate NFC with NFD.
  package func hasSameBytes(as other: String) -> Bool {
    let mine = utf8Span.span
    let theirs = other.utf8Span.span
    guard mine.count == theirs.count else { return false }
    for index in mine.indices where mine[index] != theirs[index] { return false }
    return true
  }

  /// A hash of the UTF-8 bytes, the same in every run: FNV-1a over them, its high bits folded down.
  package var bytesHash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let bytes = utf8Span.span
    for index in bytes.indices {
      hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
    }
    return hash ^ hash >> 32
  }
}
