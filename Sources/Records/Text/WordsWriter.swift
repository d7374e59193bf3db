import Annotations

/// Writes tagged text as words with their labels, one record per line: `Where_ADV is_AUX`.
package struct WordsWriter: RecordWriter {
  private let separator: String
  private let passesVerbatim: Bool

  /// A writer that sets `separator` between word and label; `passesVerbatim` says whether the input's bytes
  /// outside records (blank lines of a plain text) go to the output.
  package init(separator: String = "_", passesVerbatim: Bool) {
    self.separator = separator
    self.passesVerbatim = passesVerbatim
  }

  /// Blank lines of a plain text.
  package func verbatim(_ bytes: [UInt8]) -> [UInt8] {
    passesVerbatim ? bytes : []
  }

  /// The record's line.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    for keyed in annotations {
      guard case .words(let words) = keyed.annotation.value else { continue }
      return Array(Self.line(words, separator: separator).utf8) + [0x0A]
    }
    return [0x0A]
  }

  /// Words and labels between blanks. A blank inside a word becomes U+00A0, so that it ends no word; a word
  /// without a label stands alone.
  static func line(_ words: [WordAnnotation], separator: String) -> String {
    var line = ""
    for (place, word) in words.enumerated() {
      if place > 0 { line += " " }
      for scalar in word.text.unicodeScalars {
        line.unicodeScalars.append(scalar.value <= 0x20 ? "\u{A0}" : scalar)
      }
      if let label = word.label { line += separator + label }
    }
    return line
  }
}
