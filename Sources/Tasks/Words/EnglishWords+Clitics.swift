/// Words that English writes together and UD takes apart.
extension EnglishWords {
  /// Appends one stretch of letters and digits, cut before its clitic or where two words are fused.
  static func appendWord(
    _ text: Span<UInt8>, _ word: Range<Int>, _ tables: Tables, to words: inout [Range<Int>]
  ) {
    var rest = word
    if let cut = unitStart(text, word, tables) {
      words.append(word.lowerBound..<cut)
      rest = cut..<word.upperBound
    } else if let cuts = tables.fused.value(text, word) {
      // Low four bits: where the second word starts; high four: where the third does, 0 if none.
      let second = word.lowerBound + Int(cuts & 15)
      words.append(word.lowerBound..<second)
      rest = second..<word.upperBound
      if cuts > 15 {
        let third = word.lowerBound + Int(cuts >> 4)
        words.append(second..<third)
        rest = third..<word.upperBound
      }
    } else if let cut = cliticStart(text, word) {
      words.append(word.lowerBound..<cut)
      rest = cut..<word.upperBound
    }
    words.append(rest)
  }

  /// Where the clitic that ends the word starts: `n't`, or an apostrophe with `s`, `m`, `d`, `re`, `ve`, `ll`.
  private static func cliticStart(_ text: Span<UInt8>, _ word: Range<Int>) -> Int? {
    let end = word.upperBound
    var apostrophe = end - 1
    // An apostrophe is one byte or three, so the clitic's letters end at most five bytes after its start.
    let lowest = max(word.lowerBound + 1, end - 5)
    while apostrophe >= lowest, !isApostrophe(text, apostrophe, end) { apostrophe -= 1 }
    guard apostrophe >= lowest else { return nil }
    let letters = apostrophe + (text[apostrophe] < 0x80 ? 1 : 3)
    if end - letters == 1, text[letters] | 0x20 == UInt8(ascii: "t"),
      text[apostrophe - 1] | 0x20 == UInt8(ascii: "n")
    {
      return apostrophe - 1 > word.lowerBound ? apostrophe - 1 : nil
    }
    // "47's" and "60's" are plurals.
    return isClitic(text, letters..<end) && !isDigit(text[apostrophe - 1]) ? apostrophe : nil
  }

  /// Whether the letters are what follows the apostrophe of a clitic.
  static func isClitic(_ text: Span<UInt8>, _ letters: Range<Int>) -> Bool {
    let start = letters.lowerBound
    switch letters.count {
    case 1:
      let letter = text[start] | 0x20
      return letter == UInt8(ascii: "s") || letter == UInt8(ascii: "m") || letter == UInt8(ascii: "d")
    case 2:
      let pair = (text[start] | 0x20, text[start + 1] | 0x20)
      return pair == (UInt8(ascii: "r"), UInt8(ascii: "e"))
        || pair == (UInt8(ascii: "v"), UInt8(ascii: "e"))
        || pair == (UInt8(ascii: "l"), UInt8(ascii: "l"))
    default:
      return false
    }
  }
}
