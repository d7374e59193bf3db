/// A sentence of CoNLL-U, kept byte for byte: comments, multiword tokens, empty nodes and all columns.
package struct CoNLLUSentence: Sendable {
  /// All its lines with their line ends, and the blank line that ends it where there is one.
  package let bytes: [UInt8]
  /// Its syntactic words, in order.
  package let words: [Word]
  /// Its surface tokens: multiword tokens, and the words outside of them.
  package let tokens: [Token]
  /// What `# sent_id =` says.
  package let identifier: String?
  /// What `# text =` says.
  package let text: String?

  /// A syntactic word's columns, as ranges of the sentence's bytes.
  package struct Word: Sendable {
    /// The word itself.
    package let form: Range<Int>
    /// UPOS.
    package let upos: Range<Int>
    /// XPOS.
    package let xpos: Range<Int>
    /// MISC.
    package let misc: Range<Int>
  }

  /// A surface token.
  package struct Token: Sendable {
    /// Its form.
    package let form: Range<Int>
    /// The words that it is made of, by number from 0.
    package let words: Range<Int>
    /// Whether a blank follows it: no `SpaceAfter=No`.
    package let isFollowedByBlank: Bool
  }

  /// The text of a range of the sentence's bytes.
  package func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The forms of the words.
  package var forms: [String] { words.map { string($0.form) } }

  /// The values of a column, one per word; nil where it is `_` or absent.
  package func values(of column: CoNLLUColumn) -> [String?] {
    words.map { word in
      let range: Range<Int>?
      switch column {
      case .upos: range = word.upos
      case .xpos: range = word.xpos
      case .misc(let key): range = miscellaneous(key, of: word)
      case .column: range = nil
      }
      guard let range, bytes[range] != [UInt8(ascii: "_")] else { return nil }
      return string(range)
    }
  }

  /// Where the value of a key of MISC lies.
  func miscellaneous(_ key: String, of word: Word) -> Range<Int>? {
    let wanted = Array(key.utf8)
    for part in bytes[word.misc].split(separator: UInt8(ascii: "|")) {
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")), part[..<equals].elementsEqual(wanted) else {
        continue
      }
      return (equals + 1)..<part.endIndex
    }
    return nil
  }
}
