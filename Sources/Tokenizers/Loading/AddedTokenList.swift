import JSON

/// The added tokens that the files of a tokenizer and its family name between them, in the order in which
/// they are registered.
struct AddedTokenList {
  private(set) var tokens: [AddedToken] = []
  /// Which of them were saved with their properties; those of the others are the family's to say.
  private var isSaved: [Bool] = []
  /// Their places by the bytes of their contents.
  private var places: [[UInt8]: Int] = [:]

  /// Adds a token, or gives one of the same content other properties.
  mutating func set(_ token: AddedToken, isSaved: Bool = true) {
    if let place = place(of: token.content) {
      tokens[place] = token
      self.isSaved[place] = isSaved
    } else {
      places[Array(token.content.utf8)] = tokens.count
      tokens.append(token)
      self.isSaved.append(isSaved)
    }
  }

  private func place(of content: String) -> Int? { places[Array(content.utf8)] }

  /// Adds what `tokenizer_config.json` and its like say: tokens saved with their properties replace those
  /// known by the same content, those named by their content alone are added where they are not known.
  mutating func add(_ config: TokenizerConfig, family: TokenizerFamily?) {
    for (_, token) in config.addedTokens { set(token) }
    for role in TokenizerConfig.SpecialRole.allCases {
      let usual = family?.specials.first { $0.role == role }?.token
      if let token = config.specialTokens[role], config.rolesWithProperties.contains(role) {
        set(token)
        continue
      }
      guard var token = usual ?? config.specialTokens[role] else { continue }
      token.content = config.specialTokens[role]?.content ?? token.content
      // Families give properties of their own to the mask alone; a model of sentencepiece may list it without.
      let place = place(of: token.content)
      if place.map({ !isSaved[$0] && token.stripsLeft }) ?? true { set(token) }
    }
    var additional = config.additionalSpecialTokens
    if additional.isEmpty {
      additional = (family?.additional ?? []).map {
        AddedToken(content: $0, isNormalized: false, isSpecial: true)
      }
    }
    for token in additional where place(of: token.content) == nil { set(token) }
  }
}
