/// Drops blanks at the start of a text, at its end, or at both.
struct Strip: Sendable {
  let left: Bool
  let right: Bool

  func apply(to text: inout AlignedText) {
    let table = CharacterTable.shared
    guard text.pieces.contains(where: { $0.token < 0 && kept(of: $0, text, table) != bounds(of: $0) }) else {
      return
    }
    text.rewrite { text, piece in
      let kept = kept(of: piece, text, table)
      text.keep(from: kept.lowerBound, to: kept.upperBound)
    }
  }

  private func bounds(of piece: AlignedText.Piece) -> Range<Int> { Int(piece.start)..<Int(piece.end) }

  private func kept(of piece: AlignedText.Piece, _ text: AlignedText, _ table: CharacterTable) -> Range<Int> {
    var start = Int(piece.start)
    var end = Int(piece.end)
    while left, start < end {
      let (scalar, length) = UTF8Scalar.decode(text.bytes, at: start)
      guard table[scalar].contains(.whitespace) else { break }
      start += length
    }
    while right, end > start {
      let last = UTF8Scalar.start(before: end, in: text.bytes, from: start)
      guard table[UTF8Scalar.decode(text.bytes, at: last).scalar].contains(.whitespace) else { break }
      end = last
    }
    return start..<end
  }
}
