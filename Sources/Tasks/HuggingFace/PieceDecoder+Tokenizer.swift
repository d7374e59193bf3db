import Tokenizers

extension Tokenizer {
  /// How pieces become text again: BERT's decoder where pieces inside words have a prefix.
  var pieceDecoder: PieceDecoder {
    continuingPrefix.map { .wordPiece(prefix: $0) } ?? .blanks
  }
}
