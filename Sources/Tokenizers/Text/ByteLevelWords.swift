/// The words of byte-level tokenizers, cut as GPT-2 does.
enum ByteLevelWords {
  /// The regular expression that `end(of:from:to:)` does by hand.
  static let expression =
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  /// What a run is made of.
  private enum Kind {
    case letter, number, space, other
  }

  /// Where the word that starts at a place ends; every place starts one.
  static func end(of bytes: [UInt8], from start: Int, to end: Int) -> Int {
    let table = CharacterTable.shared
    let contraction = contractionEnd(bytes, start, end)
    if contraction > start { return contraction }
    var (kind, length) = classify(bytes, start, table)
    var index = start + length
    if bytes[start] == 0x20, index < end {
      let (next, nextLength) = classify(bytes, index, table)
      if next != .space {
        kind = next
        length = nextLength
        index += nextLength
      }
    }
    // The place before the last scalar of the run so far.
    var last = index - length
    while index < end {
      let (next, nextLength) = classify(bytes, index, table)
      if next != kind { break }
      last = index
      index += nextLength
    }
    // The last of several blanks belongs to the word after them.
    return kind == .space && index < end && last > start ? last : index
  }

  /// Where one of `'s 't 're 've 'm 'll 'd` ends; `start` where there is none.
  private static func contractionEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    guard bytes[start] == UInt8(ascii: "'"), start + 1 < end else { return start }
    switch bytes[start + 1] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return start + 2 < end && bytes[start + 2] == UInt8(ascii: "e") ? start + 3 : start
    case UInt8(ascii: "l"):
      return start + 2 < end && bytes[start + 2] == UInt8(ascii: "l") ? start + 3 : start
    default: return start
    }
  }

  @inline(__always)
  private static func classify(_ bytes: [UInt8], _ index: Int, _ table: CharacterTable) -> (Kind, Int) {
    let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
    let classes = table[scalar]
    if classes.contains(.patternLetter) { return (.letter, length) }
    if classes.contains(.patternNumber) { return (.number, length) }
    return (classes.contains(.patternSpace) ? .space : .other, length)
  }
}
