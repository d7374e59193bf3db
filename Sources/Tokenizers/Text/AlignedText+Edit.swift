extension AlignedText {
  /// Writes the text anew: `body` writes each open piece and may end parts of it; added tokens are kept;
  /// empty pieces are dropped.
  mutating func rewrite(_ body: (inout AlignedText, Piece) -> Void) {
    nextBytes.removeAll(keepingCapacity: true)
    nextOrigins.removeAll(keepingCapacity: true)
    nextPieces.removeAll(keepingCapacity: true)
    partStart = 0
    for index in pieces.indices {
      let piece = pieces[index]
      if piece.token >= 0 {
        keep(from: Int(piece.start), to: Int(piece.end))
      } else {
        cursor = Int(piece.start)
        edited = piece
        body(&self, piece)
      }
      endPart(token: piece.token)
    }
    swap(&bytes, &nextBytes)
    swap(&origins, &nextOrigins)
    swap(&pieces, &nextPieces)
    isVerbatim = false
  }

  /// Makes what was written since the last part a piece, unless that is nothing.
  @inline(__always)
  mutating func endPart(token: Int32 = -1) {
    let end = Int32(truncatingIfNeeded: nextBytes.count)
    if end > partStart { nextPieces.append(Piece(start: partStart, end: end, token: token)) }
    partStart = end
  }

  /// Copies whole scalars as they are.
  @inline(__always)
  mutating func keep(from start: Int, to end: Int) {
    guard start < end else { return }
    nextBytes.append(contentsOf: bytes[start..<end])
    if isVerbatim {
      var index = start
      while index < end {
        let length = UTF8Scalar.length(startingWith: bytes[index])
        let origin = Origin(
          start: Int32(truncatingIfNeeded: index), end: Int32(truncatingIfNeeded: index + length))
        for _ in 0..<length { nextOrigins.append(origin) }
        index += length
      }
    } else {
      nextOrigins.append(contentsOf: origins[start..<end])
    }
  }

  /// Writes a scalar that stands for the same as the one at an index of the old bytes.
  @inline(__always)
  mutating func write(_ scalar: UInt32, standingFor index: Int) {
    write(scalar, origin: origin(at: index))
  }

  /// Writes an ASCII character with an origin.
  @inline(__always)
  mutating func write(ascii byte: UInt8, origin: Origin) {
    nextBytes.append(byte)
    nextOrigins.append(origin)
  }

  /// Writes a scalar with an origin.
  @inline(__always)
  mutating func write(_ scalar: UInt32, origin: Origin) {
    let length = UTF8Scalar.append(scalar, to: &nextBytes)
    for _ in 0..<length { nextOrigins.append(origin) }
  }

  /// Writes the next scalar of an edit described by changes, the reference library's own terms: 0 takes the
  /// place of the next old scalar, −n takes it and drops n more, and 1 is new and stands for what the old
  /// scalar before it stands for.
  ///
  /// Origins so follow the order of the old scalars, not which new one came from which: that is how the
  /// reference aligns marks that normalisation puts in another order.
  mutating func put(_ scalar: UInt32, change: Int) {
    let end = Int(edited.end)
    if change > 0 {
      if cursor > Int(edited.start) {
        write(scalar, origin: origin(at: cursor - 1))
      } else {
        let first = origin(at: cursor).start
        write(scalar, origin: Origin(start: first, end: first))
      }
      return
    }
    write(scalar, origin: origin(at: min(cursor, end - 1)))
    skip(1 - change)
  }

  /// Passes over old scalars of an edit described by changes.
  mutating func skip(_ count: Int) {
    var left = count
    while left > 0, cursor < Int(edited.end) {
      cursor += UTF8Scalar.length(startingWith: bytes[cursor])
      left -= 1
    }
  }

  /// Maps bytes one to one where they stand if every byte of every open piece has a mapping; 0 in `table`
  /// means it has none.
  mutating func mapInPlace(_ table: [UInt8]) -> Bool {
    var seen: UInt8 = 1
    for piece in pieces where piece.token < 0 {
      for index in Int(piece.start)..<Int(piece.end) {
        seen = min(seen, table[Int(bytes[index])])
      }
      if seen == 0 { return false }
    }
    for piece in pieces where piece.token < 0 {
      for index in Int(piece.start)..<Int(piece.end) { bytes[index] = table[Int(bytes[index])] }
    }
    return true
  }
}
