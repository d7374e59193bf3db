import JSON

/// The added tokens that the files of a tokenizer and its family name between them, in the order in which
/// they are registered.
struct AddedTokenList {
  private(set) var tokens: [AddedToken] = []

  /// Adds a token, or gives one of the same content other properties.
  mutating func set(_ token: AddedToken) {
    if let place = place(of: token.content) { tokens[place] = token } else { tokens.append(token) }
  }

  private func place(of content: String) -> Int? {
    tokens.firstIndex { $0.content.hasSameBytes(as: content) }
  }

  /// Adds what `tokenizer_config.json` and its like say: tokens saved with their properties replace those
  /// known by the same content, those named by their content alone are added where they are not known.
  mutating func add(_ config: TokenizerConfig, family: TokenizerFamily?) {
    for (_, token) in config.addedTokens { set(token) }
    for role in TokenizerConfig.SpecialRole.allCases {
      let usual = family?.specials.first { $0.role == role }?.token
      guard let token = config.specialTokens[role] else {
        if let usual, place(of: usual.content) == nil { tokens.append(usual) }
        continue
      }
      if config.rolesWithProperties.contains(role) {
        set(token)
      } else if place(of: token.content) == nil {
        var added = usual ?? token
        added.content = token.content
        tokens.append(added)
      }
    }
    var additional = config.additionalSpecialTokens
    if additional.isEmpty {
      additional = (family?.additional ?? []).map {
        AddedToken(content: $0, isNormalized: false, isSpecial: true)
      }
    }
    for token in additional where place(of: token.content) == nil { tokens.append(token) }
  }
}
