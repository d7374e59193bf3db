import Tokenizers

extension Tokenizer {
  /// How pieces become text again: BERT's decoder where pieces inside words have a prefix.
  var pieceDecoder: PieceDecoder {
    switch pieceSpelling {
    case .plain(let prefix): prefix.map { .wordPiece(prefix: $0) } ?? .blanks
    case .byteLevel, .metaspace: PieceDecoder { [pieceSpelling] in pieceSpelling.text(of: $0) }
    }
  }
}
