/// Turns the pieces of a tokenizer back into text, as `convert_tokens_to_string` does.
package struct PieceDecoder: Sendable {
  /// Joins pieces.
  package let decode: @Sendable ([String]) -> String

  /// A decoder of any kind.
  package init(_ decode: @escaping @Sendable ([String]) -> String) { self.decode = decode }

  /// What a tokenizer without decoder does: pieces with blanks between them.
  package static let blanks = PieceDecoder { $0.joined(separator: " ") }

  /// The decoder `WordPiece`: a piece with the prefix continues the one before it, others follow a blank; `cleanup`
  /// takes the blank away before some punctuation.
  package static func wordPiece(prefix: String = "##", cleanup: Bool = true) -> PieceDecoder {
    let prefix = Array(prefix.utf8)
    return PieceDecoder { pieces in
      var bytes: [UInt8] = []
      for (index, piece) in pieces.enumerated() {
        var part = Array(piece.utf8)
        if index > 0 {
          if part.starts(with: prefix) {
            part.removeFirst(prefix.count)
          } else {
            part.insert(UInt8(ascii: " "), at: 0)
          }
        }
        bytes += cleanup ? cleaned(part) : part
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The replacements of `cleanup`, one after the other, on one piece.
  ///
  /// Source: `cleanup` in `tokenizers/src/decoders/wordpiece.rs`.
  private static let replacements: [(from: [UInt8], to: [UInt8])] = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
    (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  private static func cleaned(_ piece: [UInt8]) -> [UInt8] {
    guard piece.contains(UInt8(ascii: " ")) else { return piece }
    return replacements.reduce(piece) { text, pair in
      var result: [UInt8] = []
      var position = 0
      while position < text.count {
        if text[position...].starts(with: pair.from) {
          result += pair.to
          position += pair.from.count
        } else {
          result.append(text[position])
          position += 1
        }
      }
      return result
    }
  }
}
