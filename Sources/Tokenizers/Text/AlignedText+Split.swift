extension AlignedText {
  /// Cuts the open pieces: `body` calls `cut` or `take` for each part that stays; added tokens are kept.
  mutating func split(_ body: (inout AlignedText, Piece) -> Void) {
    nextPieces.removeAll(keepingCapacity: true)
    for index in pieces.indices {
      let piece = pieces[index]
      if piece.token >= 0 {
        nextPieces.append(piece)
      } else {
        body(&self, piece)
      }
    }
    swap(&pieces, &nextPieces)
  }

  /// A part of a piece that stays open, unless it is empty.
  @inline(__always)
  mutating func cut(from start: Int, to end: Int) {
    guard start < end else { return }
    nextPieces.append(
      Piece(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), token: -1))
  }

  /// A part of a piece that is an added token.
  mutating func take(from start: Int, to end: Int, token: Int32) {
    guard start < end else { return }
    nextPieces.append(
      Piece(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), token: token))
  }
}
