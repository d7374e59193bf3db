/// What turns a piece of text into tokens. A new model is a file of its own and a line in each switch here.
enum Model: Sendable {
  case wordPiece(WordPiece)
  case bytePair(BytePairEncoding)
  case unigram(Unigram)

  /// Emits the tokens of one piece.
  @inline(__always)
  func tokenize(_ bytes: [UInt8], from start: Int, to end: Int, into sink: inout TokenSink) {
    switch self {
    case .wordPiece(let model): model.tokenize(bytes, from: start, to: end, into: &sink)
    case .bytePair(let model): model.tokenize(bytes, from: start, to: end, into: &sink)
    case .unigram(let model): model.tokenize(bytes, from: start, to: end, into: &sink)
    }
  }

  /// The tokens it knows.
  var vocabulary: Vocabulary {
    switch self {
    case .wordPiece(let model): model.vocabulary
    case .bytePair(let model): model.vocabulary
    case .unigram(let model): model.vocabulary
    }
  }

  /// The id of what it does not know, where it has one.
  var unknown: Int32? {
    switch self {
    case .wordPiece(let model): model.unknown
    case .bytePair(let model): model.unknown
    case .unigram(let model): model.unknown
    }
  }
}
