extension Tokenizer {
  /// The tokenizer as byte-level models need it for given words: with a blank before each, as transformers'
  /// `add_prefix_space`. Other tokenizers are returned unchanged.
  package func addingPrefixSpace() -> Tokenizer {
    var copy = self
    copy.preTokenizer = preTokenizer?.addingPrefixSpace()
    copy.postProcessor.addPrefixSpace()
    return copy
  }
}

extension PreTokenizer {
  /// The stage with a blank before every text, where it is a byte-level one.
  fileprivate func addingPrefixSpace() -> PreTokenizer {
    switch self {
    case .byteLevel(let stage): .byteLevel(ByteLevel(addsPrefixSpace: true, cutsWords: stage.cutsWords))
    case .sequence(let stages): .sequence(stages.map { $0.addingPrefixSpace() })
    default: self
    }
  }
}
