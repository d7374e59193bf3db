extension Tokenizer {
  /// The id of a token, added tokens first; nil where there is no such token.
  package func id(of token: String) -> Int32? { addedTokens.id(of: token) ?? model.vocabulary.id(of: token) }

  /// The token that has an id, as the vocabulary writes it; nil where there is none.
  package func token(of id: Int32) -> String? {
    if let token = addedTokens.token(of: id) { return token.content }
    return model.vocabulary.token(of: id).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The tokens of an encoding, as the vocabulary writes them; an id that it does not have is the empty text.
  package func tokens(of encoding: Encoding) -> [String] { encoding.ids.map { token(of: $0) ?? "" } }

  /// How many ids the model and the added tokens have between them.
  package var vocabularySize: Int {
    let further = addedTokens.tokens.filter { model.vocabulary.id(of: $0.token.content) == nil }
    return model.vocabulary.count + further.count
  }

  /// The longest input in tokens, specials included, as `tokenizer_config.json` gives it.
  package var modelMaximumLength: Int? { config.modelMaximumLength }

  /// The id of the token that stands for a whole text, such as `[CLS]` or `<s>`.
  package var classifierID: Int32? { id(of: .classifier, or: ["[CLS]", "<s>"]) }

  /// The id of the token that ends a text, such as `[SEP]` or `</s>`.
  package var separatorID: Int32? { id(of: .separator, or: ["[SEP]", "</s>"]) }

  /// The id of the token that is to be guessed, such as `[MASK]` or `<mask>`.
  package var maskID: Int32? { id(of: .mask, or: ["[MASK]", "<mask>"]) }

  /// The id of the token that fills up.
  package var paddingID: Int32? { id(of: .padding, or: ["[PAD]", "<pad>"]) }

  /// The id of what the vocabulary does not know.
  package var unknownID: Int32? { model.unknown ?? id(of: .unknown, or: ["[UNK]", "<unk>"]) }

  private func id(of role: TokenizerConfig.SpecialRole, or usual: [String]) -> Int32? {
    if let token = config.specialTokens[role] { return id(of: token.content) }
    for content in usual {
      if let id = id(of: content) { return id }
    }
    return nil
  }
}
