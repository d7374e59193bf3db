extension Tokenizer {
  /// What the model writes before pieces inside a word, such as `##`; nil where they are written like all others.
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
