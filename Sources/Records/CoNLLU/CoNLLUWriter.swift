import Annotations

/// Writes CoNLL-U: sentences that came as such with one column filled in and all else as it was, any other
/// tagged record as a new sentence.
package struct CoNLLUWriter: RecordWriter {
  private let columns: [(key: String, column: CoNLLUColumn)]

  /// A writer that puts the annotation of each key into a column.
  package init(columns: [(key: String, column: CoNLLUColumn)]) { self.columns = columns }

  /// The sentence with its tags.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    var tagged: [(column: CoNLLUColumn, words: [WordAnnotation])] = []
    for annotation in annotations {
      guard case .words(let words) = annotation.annotation.value,
        let column = columns.first(where: { $0.key == annotation.key })?.column
      else { continue }
      tagged.append((column, words))
    }
    guard let sentence = record.carrier as? CoNLLUSentence else {
      return Self.newSentence(record, tagged)
    }
    return sentence.filling(tagged)
  }

  private static func newSentence(
    _ record: Record, _ tagged: [(column: CoNLLUColumn, words: [WordAnnotation])]
  ) -> [UInt8] {
    guard let words = tagged.first?.words, !words.isEmpty else { return [] }
    var output: [UInt8] = []
    switch record.id {
    case .string(let text): output += comment("sent_id", text)
    case .number(let number): output += comment("sent_id", number.spelling)
    default: output += comment("sent_id", "line-\(record.place.line)")
    }
    if case .text(let text) = record.fields { output += comment("text", text) }
    for (place, word) in words.enumerated() {
      var misc: [String] = []
      var upos = "_"
      var xpos = "_"
      for (column, others) in tagged where place < others.count {
        guard let label = others[place].label else { continue }
        switch column {
        case .upos: upos = label
        case .xpos: xpos = label
        case .column: break
        case .misc(let key): misc.append(key + "=" + String(decoding: CoNLLUCell.misc(label), as: UTF8.self))
        }
      }
      if let span = word.span, place + 1 < words.count, let next = words[place + 1].span,
        next.bytes.lowerBound <= span.bytes.upperBound
      {
        misc.append("SpaceAfter=No")
      }
      output += Array((place + 1).description.utf8) + [0x09] + CoNLLUCell.form(word.text)
      output += [0x09, UInt8(ascii: "_"), 0x09] + CoNLLUCell.form(upos) + [0x09] + CoNLLUCell.form(xpos)
      for _ in 0..<4 { output += [0x09, UInt8(ascii: "_")] }
      output += [0x09] + Array((misc.isEmpty ? "_" : misc.joined(separator: "|")).utf8) + [0x0A]
    }
    output.append(0x0A)
    return output
  }

  private static func comment(_ key: String, _ value: String) -> [UInt8] {
    Array("# \(key) = ".utf8) + value.utf8.map { $0 < 0x20 ? 0x20 : $0 } + [0x0A]
  }
}

/// Text as a column can hold it.
enum CoNLLUCell {
  /// Tabs and line ends become blanks, and nothing becomes `_`.
  static func form(_ text: String) -> [UInt8] {
    text.isEmpty ? [UInt8(ascii: "_")] : text.utf8.map { $0 < 0x20 ? 0x20 : $0 }
  }

  /// As a value of MISC: blanks and `|` become `_` too.
  static func misc(_ text: String) -> [UInt8] {
    text.isEmpty
      ? [UInt8(ascii: "_")] : text.utf8.map { $0 <= 0x20 || $0 == UInt8(ascii: "|") ? UInt8(ascii: "_") : $0 }
  }
}

extension CoNLLUSentence {
  /// The sentence with columns filled in, one label per word; a word without a label keeps what it has.
  func filling(_ tagged: [(column: CoNLLUColumn, words: [WordAnnotation])]) -> [UInt8] {
    precondition(tagged.allSatisfy { $0.words.count == words.count }, "a label per word")
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    for (place, word) in words.enumerated() {
      var added: [UInt8] = []
      for (column, labels) in tagged {
        guard let label = labels[place].label else { continue }
        switch column {
        case .upos: edits.append((word.upos, CoNLLUCell.form(label)))
        case .xpos: edits.append((word.xpos, CoNLLUCell.form(label)))
        case .column: break
        case .misc(let key):
          if let value = miscellaneous(key, of: word) {
            edits.append((value, CoNLLUCell.misc(label)))
          } else {
            added += (added.isEmpty ? [] : [UInt8(ascii: "|")]) + Array(key.utf8) + [UInt8(ascii: "=")]
            added += CoNLLUCell.misc(label)
          }
        }
      }
      guard !added.isEmpty else { continue }
      if word.misc.isEmpty || bytes[word.misc] == [UInt8(ascii: "_")] {
        edits.append((word.misc, added))
      } else {
        edits.append((word.misc.upperBound..<word.misc.upperBound, [UInt8(ascii: "|")] + added))
      }
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16 * words.count)
    var position = 0
    // Two annotations may name one column; the first one's label stays.
    for edit in edits where edit.range.lowerBound >= position {
      output += bytes[position..<edit.range.lowerBound]
      output += edit.bytes
      position = edit.range.upperBound
    }
    output += bytes[position...]
    return output
  }
}
