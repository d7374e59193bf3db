/// Puts a text in place of each match of a pattern; all of it stands for what the match's last scalar stood
/// for.
struct Replace: Sendable {
  let pattern: Pattern
  let content: [UInt32]

  func apply(to text: inout AlignedText) {
    let finds = { (text: AlignedText, piece: AlignedText.Piece) in
      piece.token < 0 && pattern.next(in: text.bytes, from: Int(piece.start), to: Int(piece.end)) != nil
    }
    guard text.pieces.contains(where: { finds(text, $0) }) else { return }
    text.rewrite { text, piece in
      let end = Int(piece.end)
      var place = Int(piece.start)
      while let match = pattern.next(in: text.bytes, from: place, to: end) {
        text.keep(from: place, to: match.lowerBound)
        let origin = text.origin(at: match.upperBound - 1)
        for scalar in content { text.write(scalar, origin: origin) }
        place = match.upperBound
      }
      text.keep(from: place, to: end)
    }
  }
}
