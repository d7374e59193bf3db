/// A sentence as running text, and where its words are in it.
package struct CoNLLUSurface: Sendable, Equatable {
  /// The text.
  package var text: String
  /// A range of the text's UTF-8 a word. The words of a multiword token share its range, unless their forms
  /// spell it one after the other (`do` `n't`).
  package var words: [Range<Int>]

  /// A text and where its words stand.
  package init(text: String, words: [Range<Int>]) {
    self.text = text
    self.words = words
  }
}

extension CoNLLUSentence {
  /// The sentence as running text: what `# text =` says where the tokens can be found in it one after the
  /// other, else the tokens joined as `SpaceAfter` says.
  package var surface: CoNLLUSurface {
    if let text, let ranges = tokenRanges(in: Array(text.utf8)) {
      return CoNLLUSurface(text: text, words: wordRanges(ranges))
    }
    var joined: [UInt8] = []
    var ranges: [Range<Int>] = []
    for (place, token) in tokens.enumerated() {
      let start = joined.count
      joined += bytes[token.form]
      ranges.append(start..<joined.count)
      if token.isFollowedByBlank, place + 1 < tokens.count { joined.append(0x20) }
    }
    return CoNLLUSurface(text: String(decoding: joined, as: UTF8.self), words: wordRanges(ranges))
  }

  /// Where the tokens are in a text, with only blanks between them; nil when the text does not match.
  private func tokenRanges(in text: [UInt8]) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(tokens.count)
    var position = 0
    for token in tokens {
      let form = bytes[token.form]
      // A form may itself begin with a no-break space, so it is tried before blanks are passed.
      while !text[position...].starts(with: form) {
        guard let width = Self.blankWidth(text, position) else { return nil }
        position += width
      }
      ranges.append(position..<position + form.count)
      position += form.count
    }
    return ranges
  }

  /// The byte count of the blank at a position: ASCII white space, U+00A0 or U+3000.
  private static func blankWidth(_ text: [UInt8], _ position: Int) -> Int? {
    guard position < text.count else { return nil }
    switch text[position] {
    case 0x20, 0x09, 0x0B, 0x0C, 0x0D, 0x0A: return 1
    case 0xC2 where position + 1 < text.count && text[position + 1] == 0xA0: return 2
    case 0xE3 where text[position...].starts(with: [0xE3, 0x80, 0x80]): return 3
    default: return nil
    }
  }

  private func wordRanges(_ tokenRanges: [Range<Int>]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(words.count)
    for (token, range) in zip(tokens, tokenRanges) {
      let forms = words[token.words].map { bytes[$0.form] }
      guard forms.joined().elementsEqual(bytes[token.form]) else {
        for _ in forms { ranges.append(range) }
        continue
      }
      var start = range.lowerBound
      for form in forms {
        ranges.append(start..<start + form.count)
        start += form.count
      }
    }
    return ranges
  }
}
