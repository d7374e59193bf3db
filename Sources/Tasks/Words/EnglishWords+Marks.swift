/// Punctuation, symbols and emoticons.
extension EnglishWords {
  /// The end of the word that starts with the mark at `start`.
  static func markEnd(_ text: Span<UInt8>, _ start: Int, _ chunk: Chunk, _ tables: Tables) -> Int {
    let end = chunk.range.upperBound
    if let after = emoticonEnd(text, start, chunk, tables) { return after }
    if isApostrophe(text, start, end), let after = shortenedEnd(text, start, chunk, tables) { return after }
    let length = scalar(text, start, end).length
    var position = start + length
    switch text[start] {
    case UInt8(ascii: "."):
      if position < end, isDigit(text[position]),
        start == chunk.range.lowerBound || !isWordByte(text[start - 1])
      {
        return numberEnd(text, position, end)
      }
      position = runEnd(text, start, end)
      if position == start + 1 { position = terminatorsEnd(text, position, end) }
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      position = terminatorsEnd(text, position, end)
    case UInt8(ascii: "#"), UInt8(ascii: "@"):
      // "#topic" and "@name" are words; "#1" is a mark and a number.
      if start == chunk.range.lowerBound, position < end, isASCIILetter(text[position]) {
        return wordEnd(text, position, chunk, tables)
      }
      position = runEnd(text, start, end)
    case UInt8(ascii: "+"):
      if start == chunk.range.lowerBound, position < end, isDigit(text[position]) {
        return numberEnd(text, position, end)
      }
      position = runEnd(text, start, end)
    case UInt8(ascii: "-"), UInt8(ascii: "="):
      while position < end, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "=") {
        position += 1
      }
      if position < end, text[position] == UInt8(ascii: ">") { position += 1 }
    case UInt8(ascii: "*"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"),
      UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "^"), UInt8(ascii: "|"):
      position = runEnd(text, start, end)
    case 0xE2:
      // Quotes and dashes beyond ASCII: doubled ones are one mark.
      while position + length <= end, sameScalar(text, start, position, length) { position += length }
    default:
      break
    }
    return position
  }

  /// The end of the run of the byte at `start`.
  private static func runEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start + 1
    while position < end, text[position] == text[start] { position += 1 }
    return position
  }

  /// The end of a run of `!`, `?` and lone full stops from `start` on; several full stops are an ellipsis.
  private static func terminatorsEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end {
      switch text[position] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        position += 1
      case UInt8(ascii: ".") where position + 1 == end || text[position + 1] != UInt8(ascii: "."):
        position += 1
      default:
        return position
      }
    }
    return position
  }

  private static func sameScalar(_ text: Span<UInt8>, _ one: Int, _ other: Int, _ length: Int) -> Bool {
    for offset in 0..<length where text[one + offset] != text[other + offset] { return false }
    return true
  }

  /// The end of the digits, with points and commas between them, from `start` on.
  private static func numberEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end {
      let isInner =
        (text[position] == UInt8(ascii: ".") || text[position] == UInt8(ascii: ","))
        && position + 1 < end && isDigit(text[position + 1])
      guard isInner || isDigit(text[position]) else { break }
      position += 1
    }
    return position
  }

  /// The end of a word that starts with an apostrophe: a clitic that stands behind a mark (`PG&E)'s`), `'72`, `'em`.
  private static func shortenedEnd(
    _ text: Span<UInt8>, _ start: Int, _ chunk: Chunk, _ tables: Tables
  ) -> Int? {
    let end = chunk.range.upperBound
    let letters = start + (text[start] < 0x80 ? 1 : 3)
    guard letters < end else { return nil }
    if isDigit(text[letters]) {
      let after = numberEnd(text, letters, end)
      guard after - letters == 2, start == chunk.range.lowerBound else { return nil }
      let plural = after < end && text[after] | 0x20 == UInt8(ascii: "s") ? 1 : 0
      return after + plural < end && isWordByte(text[after + plural]) ? nil : after + plural
    }
    let after = letters + letterCount(text, letters, end)
    guard after == end || !isWordByte(text[after]) else { return nil }
    let isFirst = start == chunk.range.lowerBound
    if isFirst, tables.shortened.contains(text, letters..<after) { return after }
    // Opening quotes look the same, so in front of other words only a clitic alone counts.
    return (!isFirst || after == end) && isClitic(text, letters..<after) ? after : nil
  }

  /// The end of the emoticon at `start`: eyes, a nose or none, a mouth; or one of a few others.
  private static func emoticonEnd(
    _ text: Span<UInt8>, _ start: Int, _ chunk: Chunk, _ tables: Tables
  ) -> Int? {
    let end = chunk.range.upperBound
    let isFirst = start == chunk.range.lowerBound
    switch text[start] {
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="):
      guard isFirst || !isDigit(text[start - 1]) else { return nil }
      var position = start + 1
      if position < end, text[position] == UInt8(ascii: "'") { position += 1 }
      let hasNose = position < end && text[position] == UInt8(ascii: "-")
      if hasNose { position += 1 }
      guard position < end else { return nil }
      switch text[position] {
      case UInt8(ascii: ")"), UInt8(ascii: "("):
        let mouth = text[position]
        repeat { position += 1 } while position < end && text[position] == mouth
        return position
      case UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "p"), UInt8(ascii: "O"), UInt8(ascii: "o"),
        UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "*"), UInt8(ascii: "S"),
        UInt8(ascii: "3"):
        position += 1
        let isLast = position == end || !isWordByte(text[position]) && text[position] != UInt8(ascii: "/")
        return (isFirst || hasNose) && isLast ? position : nil
      default:
        return nil
      }
    case UInt8(ascii: "<"), UInt8(ascii: "^"), UInt8(ascii: "-"), UInt8(ascii: ">"):
      return isFirst && tables.emoticons.contains(text, start..<end) ? end : nil
    default:
      return nil
    }
  }
}
