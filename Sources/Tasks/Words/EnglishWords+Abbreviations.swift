/// The full stops that belong to a word.
extension EnglishWords {
  /// Whether the full stop behind `word` belongs to it: `U.S.`, `p.m.`, `Dr.`, `W.`.
  ///
  /// At the end of the text it does only in capitals with inner stops: `etc.` there is two words.
  static func isAbbreviation(
    _ text: Span<UInt8>, _ word: Range<Int>, _ chunk: Chunk, _ tables: Tables
  ) -> Bool {
    let stop = word.upperBound
    let isFinal = stop == chunk.finalStop
    // Further full stops are an ellipsis; but "U.S.." is an abbreviation and the end of a sentence.
    let isDoubled = stop + 1 < chunk.range.upperBound && text[stop + 1] == UInt8(ascii: ".")
    if isDotted(text, word) {
      let isEllipsis = isDoubled && stop + 2 < chunk.range.upperBound && text[stop + 2] == UInt8(ascii: ".")
      return isUppercase(text[word.lowerBound]) ? !isEllipsis : !isFinal && !isEllipsis
    }
    guard !isFinal, !isDoubled else { return false }
    if word.count == 1 {
      return isUppercase(text[word.lowerBound]) && text[word.lowerBound] != UInt8(ascii: "I")
    }
    if isListed(text, word, tables) { return true }
    // "No. 5", but "He said no."
    return tables.beforeNumber.contains(text, word) && numberFollows(text, stop + 1)
  }

  /// Whether the word is one of the abbreviations known by name.
  static func isListed(_ text: Span<UInt8>, _ word: Range<Int>, _ tables: Tables) -> Bool {
    tables.abbreviations.contains(text, word)
      || !word.isEmpty && isUppercase(text[word.lowerBound]) && tables.names.contains(text, word)
  }

  /// Whether single letters and full stops take turns, with at least one full stop: `U.S`, `p.m`.
  private static func isDotted(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count >= 3, word.count % 2 == 1 else { return false }
    for position in word {
      let isStop = text[position] == UInt8(ascii: ".")
      let wantsStop = (position - word.lowerBound) % 2 == 1
      guard wantsStop ? isStop : isASCIILetter(text[position]) else { return false }
    }
    return true
  }

  private static func numberFollows(_ text: Span<UInt8>, _ start: Int) -> Bool {
    var position = start
    while position < text.count, text[position] == UInt8(ascii: " ") { position += 1 }
    return position < text.count && isDigit(text[position])
  }
}
