extension Tokenizer {
  /// Whether an id is that of an added token marked special: what decoding for people leaves out.
  package func isSpecial(_ id: Int32) -> Bool { addedTokens.token(of: id)?.isSpecial ?? false }
}
