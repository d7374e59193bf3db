extension Tokenizer {
  /// What the model writes before pieces inside a word, such as `##`; nil where pieces are not told apart so.
  package var continuingPrefix: String? { model.continuingPrefix }
}

extension Model {
  /// What stands before pieces inside a word.
  var continuingPrefix: String? {
    switch self {
    case .wordPiece(let model): model.continuingPrefix
    case .bytePair(let model): model.continuingPrefix
    case .unigram: nil
    }
  }
}
