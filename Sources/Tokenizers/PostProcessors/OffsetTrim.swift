/// Takes the blanks that belong to a byte-level token out of its offsets.
struct OffsetTrim: Sendable {
  /// Whether one blank before the first token was put there by the tokenizer: then it is not in the text, and
  /// nothing is taken out.
  let addsPrefixSpace: Bool

  /// The offsets without `leading` scalars at the start and `trailing` ones at the end; never beyond each
  /// other.
  func apply(
    to range: ByteRange, leading: Int, trailing: Int, isFirst: Bool, in text: Span<UInt8>
  ) -> ByteRange {
    var start = Int(range.start)
    var end = Int(range.end)
    let wasAdded = (isFirst || start == 0) && addsPrefixSpace && leading == 1
    if leading > 0, !wasAdded {
      var left = leading
      while left > 0, start < end {
        start += UTF8Scalar.length(startingWith: text[start])
        left -= 1
      }
      start = min(start, end)
    }
    if trailing > 0 {
      var place = end
      var left = trailing
      while left > 0, place > 0 {
        place -= 1
        while place > 0, !UTF8Scalar.isStart(text[place]) { place -= 1 }
        left -= 1
      }
      if left == 0 { end = max(place, start) }
    }
    return ByteRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
  }

  /// How many blanks, as byte-level tokenizers write them or plain, a stretch of text begins and ends with.
  static func blanks(_ bytes: [UInt8], from start: Int, to end: Int) -> (leading: Int, trailing: Int) {
    guard start < end else { return (0, 0) }
    // The blank as byte-level tokenizers write it is C4 A0.
    let mayBegin = bytes[start] == 0xC4 || bytes[start] <= 0x20 || bytes[start] > 0x7F
    let mayEnd = bytes[end - 1] <= 0x20 || bytes[end - 1] > 0x7F
    if !mayBegin, !mayEnd { return (0, 0) }
    let table = CharacterTable.shared
    func isBlank(_ index: Int) -> Bool {
      let scalar = UTF8Scalar.decode(bytes, at: index).scalar
      return scalar == ByteLevel.blank || table[scalar].contains(.whitespace)
    }
    var leading = 0
    var index = start
    while index < end, isBlank(index) {
      leading += 1
      index += UTF8Scalar.length(startingWith: bytes[index])
    }
    var trailing = 0
    var stop = end
    while stop > start {
      let last = UTF8Scalar.start(before: stop, in: bytes, from: start)
      guard isBlank(last) else { break }
      trailing += 1
      stop = last
    }
    return (leading, trailing)
  }
}
