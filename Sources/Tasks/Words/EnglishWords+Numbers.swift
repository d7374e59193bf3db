/// Numbers: groups of digits that are one word, and units written against a number.
extension EnglishWords {
  /// The end of digit groups that stay one word although hyphens or slashes part them; nil where they do not.
  ///
  /// One word: telephone numbers and codes (three groups or more; `345-9945`; `77002-1234`) and dates (`9/11`,
  /// `11/28/2000`). Two words and a mark: ranges (`1999-2000`, `5-10`) and fractions (`3/4`).
  static func digitGroupsEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var position = start
    var groups = 0
    var hyphens = 0
    var lengths = (first: 0, last: 0)
    var values = (first: 0, last: 0)
    while true {
      let group = position
      var value = 0
      while position < end, isDigit(text[position]) {
        if position - group < 9 { value = value * 10 + Int(text[position] - UInt8(ascii: "0")) }
        position += 1
      }
      guard position > group else { return nil }
      groups += 1
      // More groups than any number has; the bound keeps the search linear.
      if groups > 8 { return nil }
      lengths.last = position - group
      values.last = value
      if groups == 1 {
        lengths.first = lengths.last
        values.first = value
      }
      guard position + 1 < end, isDigit(text[position + 1]) else { break }
      if text[position] == UInt8(ascii: "-") {
        hyphens += 1
      } else if text[position] != UInt8(ascii: "/") {
        break
      }
      position += 1
    }
    if position < end, isWordByte(text[position]) { return nil }
    switch (groups, hyphens) {
    case (1, _):
      return nil
    case (2, 1):
      return lengths.last == 4 && (lengths.first == 3 || lengths.first == 1 || lengths.first == 5)
        ? position : nil
    case (2, 0):
      let isFraction = lengths.last == 1 && values.first < values.last
      return 1...12 ~= values.first && 1...31 ~= values.last && !isFraction ? position : nil
    default:
      return position
    }
  }

  /// Where the unit starts in a word that is a number and a unit: `5pm`, `35mm`, `$1.5m`.
  static func unitStart(_ text: Span<UInt8>, _ word: Range<Int>, _ tables: Tables) -> Int? {
    guard isDigit(text[word.lowerBound]) else { return nil }
    var position = word.lowerBound
    while position < word.upperBound, !isASCIILetter(text[position]) { position += 1 }
    guard position < word.upperBound else { return nil }
    let isMoney = word.lowerBound > 0 && text[word.lowerBound - 1] == UInt8(ascii: "$")
    if isMoney, letterCount(text, position, word.upperBound) == word.upperBound - position { return position }
    // "86M" and "4X" are codes; "86m" and "4x" are measures.
    if word.upperBound - position == 1, isUppercase(text[position]), text[position] != UInt8(ascii: "K") {
      return nil
    }
    return tables.units.contains(text, position..<word.upperBound) ? position : nil
  }
}
