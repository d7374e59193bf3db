/// Puts a text before every other, standing for its first scalar.
struct Prepend: Sendable {
  let scalars: [UInt32]

  func apply(to text: inout AlignedText) {
    if scalars.isEmpty || !text.pieces.contains(where: { $0.token < 0 }) { return }
    text.rewrite { text, piece in
      for scalar in scalars { text.write(scalar, standingFor: Int(piece.start)) }
      text.keep(from: Int(piece.start), to: Int(piece.end))
    }
  }
}
