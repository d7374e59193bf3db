import Tokenizers

/// The tokens that `--targets` names.
package struct MaskTargets: Sendable, Equatable {
  /// Their ids, each once.
  package let ids: [Int32]
  /// The targets that are no token, and the first of their pieces, which stands for them; nil where they have none.
  package let replaced: [Replacement]

  /// A target that is not a token.
  package struct Replacement: Sendable, Equatable {
    /// The target as it was given.
    package let target: String
    /// The token that stands for it.
    package let token: String?

    /// A target and what stands for it.
    package init(target: String, token: String?) {
      self.target = target
      self.token = token
    }
  }

  /// Finds the tokens as transformers' pipeline does: by the vocabulary's own spelling, else by the first piece.
  package init(_ targets: [String], tokenizer: Tokenizer) {
    var ids: [Int32] = []
    var replaced: [Replacement] = []
    for target in targets {
      let known = tokenizer.id(of: target)
      let id = known ?? tokenizer.tokenize(.text(target)).ids.first
      if known == nil {
        replaced.append(Replacement(target: target, token: id.flatMap { tokenizer.token(of: $0) }))
      }
      if let id, !ids.contains(id) { ids.append(id) }
    }
    self.ids = ids
    self.replaced = replaced
  }
}
