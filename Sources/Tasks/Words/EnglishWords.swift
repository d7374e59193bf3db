/// The word rule `ud-en`: raw text cut into words as the UD English treebanks cut it.
///
/// A small set of rules over bytes: blanks part chunks, and inside a chunk words are read from left to right. No
/// rule looks further than its chunk, except that a full stop at the very end of the text is never an
/// abbreviation's. Words are never empty, never overlap, come in order, and never hold a blank.
package enum EnglishWords {
  /// The words of a UTF-8 text as byte ranges into it, in order; linear in the length of the text.
  package static func ranges(in text: Span<UInt8>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(text.count / 5 + 1)
    let tables = Tables.shared
    let finalStop = finalStop(in: text)
    let end = text.count
    var position = 0
    while position < end {
      let blank = blankLength(text, position, end)
      if blank > 0 {
        position += blank
        continue
      }
      let start = position
      var onlyLetters = true
      while position < end, blankLength(text, position, end) == 0 {
        if !isASCIILetter(text[position]) { onlyLetters = false }
        position += 1
      }
      if onlyLetters {
        appendWord(text, start..<position, tables, to: &words)
      } else {
        let chunk = Chunk(range: start..<position, finalStop: finalStop)
        append(text, chunk, tables, to: &words)
      }
    }
    return words
  }

  /// A stretch of text without blanks, and where in the text the closing full stop is.
  struct Chunk {
    /// The bytes of the chunk.
    let range: Range<Int>
    /// The place of the full stop that closes the text, or -1.
    let finalStop: Int
  }

  /// Cuts one chunk, from left to right.
  private static func append(
    _ text: Span<UInt8>, _ chunk: Chunk, _ tables: Tables, to words: inout [Range<Int>]
  ) {
    let end = chunk.range.upperBound
    var position = chunk.range.lowerBound
    var searched = position
    while position < end {
      if let after = addressEnd(text, position, chunk, tables, searched: &searched) {
        words.append(position..<after)
        position = after
        continue
      }
      let scalar = scalar(text, position, end)
      switch scalar.kind {
      case .letter, .digit:
        let after = wordEnd(text, position, chunk, tables)
        appendWord(text, position..<after, tables, to: &words)
        position = after
      case .ignorable:
        position += scalar.length
      case .ideograph:
        words.append(position..<position + scalar.length)
        position += scalar.length
      case .pictograph:
        let after = pictographEnd(text, position, end)
        words.append(position..<after)
        position = after
      case .apostrophe, .mark:
        let after = markEnd(text, position, chunk, tables)
        words.append(position..<after)
        position = after
      }
    }
  }

  /// The end of the word that starts with the letter or digit at `start`.
  ///
  /// A mark inside is kept where its rule says so and ends the word otherwise.
  static func wordEnd(_ text: Span<UInt8>, _ start: Int, _ chunk: Chunk, _ tables: Tables) -> Int {
    let end = chunk.range.upperBound
    if isDigit(text[start]), let after = digitGroupsEnd(text, start, end) { return after }
    var position = start
    var part = start
    while position < end {
      let byte = text[position]
      if isASCIILetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") {
        position += 1
        continue
      }
      let scalar = scalar(text, position, end)
      switch scalar.kind {
      case .letter, .digit, .ignorable:
        position += scalar.length
        continue
      case .ideograph, .pictograph:
        return position
      case .apostrophe, .mark:
        break
      }
      let after = position + scalar.length
      guard after < end, joins(text, start, part, position, after, chunk, tables) else {
        return byte == UInt8(ascii: ".") && isAbbreviation(text, start..<position, chunk, tables)
          ? after : position
      }
      position = after
      if byte == UInt8(ascii: "-") { part = after }
    }
    return position
  }

  /// Whether the mark between `position` and `after` joins what stands on its two sides into one word.
  ///
  /// `start` is where the word starts, `part` where its part after the last kept hyphen does.
  private static func joins(
    _ text: Span<UInt8>, _ start: Int, _ part: Int, _ position: Int, _ after: Int, _ chunk: Chunk,
    _ tables: Tables
  ) -> Bool {
    let end = chunk.range.upperBound
    let left = text[position - 1]
    let right = text[after]
    let next = scalar(text, after, end).kind
    guard next == .letter || next == .digit else { return false }
    switch text[position] {
    case UInt8(ascii: "."):
      if isDigit(left) { return isDigit(right) }
      // "St.George" and "over.Then" lack a blank; "p.m", "example.com" and "U.S" do not.
      return !isDigit(right)
        && !(isLowercase(left) && isUppercase(right))
        && !isListed(text, part..<position, tables)
    case UInt8(ascii: ","), UInt8(ascii: ":"):
      return isDigit(left) && isDigit(right)
    case UInt8(ascii: "-"):
      return tables.prefixes.contains(text, part..<position)
    case UInt8(ascii: "/"):
      return tables.slashed.contains(text, start..<after + letterCount(text, after, end))
    case UInt8(ascii: "*"):
      return isASCIILetter(left) && isASCIILetter(right)
    case UInt8(ascii: "&"), UInt8(ascii: "@"):
      return true
    default:
      return isApostrophe(text, position, end) && !isDigit(right)
    }
  }

  /// The place of the full stop that closes the text, behind it only blanks, quotes and brackets; -1 if none does.
  private static func finalStop(in text: Span<UInt8>) -> Int {
    var position = text.count - 1
    while position >= 0 {
      switch text[position] {
      case UInt8(ascii: "."):
        return position
      case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"):
        position -= 1
      case 0x99, 0x9D:  // the last bytes of U+2019 and U+201D, the closing quotes
        guard position >= 2, text[position - 1] == 0x80, text[position - 2] == 0xE2 else { return -1 }
        position -= 3
      default:
        return -1
      }
    }
    return -1
  }
}
