import Tokenizers

/// One text beside each of several others, as windows of which token 0 is read.
struct TextPairs {
  let tokenizer: Tokenizer
  let windowing: Windowing

  /// The windows, a second text each.
  struct Cut: Sendable {
    let windows: [Window]
    /// Tokens of the longest pair, specials included, where it had to be cut.
    let truncatedTokens: Int?
  }

  /// Cuts pairs that are too long: longest first, or the first text alone where `keepsSecond` and it leaves room.
  func cut(_ first: String, with seconds: [String], keepsSecond: Bool, workspace: inout TokenizerWorkspace)
    -> Cut
  {
    let specials = tokenizer.specialCount(pair: true)
    let room = windowing.window - specials
    let firstTokens = tokenizer.tokenize(.text(first), workspace: &workspace)
    var longest = 0
    let windows = seconds.map { second in
      let secondTokens = tokenizer.tokenize(.text(second), workspace: &workspace)
      longest = max(longest, firstTokens.count + secondTokens.count)
      let strategy: Truncation.Strategy =
        keepsSecond && secondTokens.count < room ? .onlyFirst : .longestFirst
      let encoding = tokenizer.truncated(
        firstTokens, secondTokens, Truncation(maximumLength: windowing.window, strategy: strategy))
      return Window(ids: encoding.ids, typeIDs: encoding.typeIDs, rows: .first)
    }
    return Cut(windows: windows, truncatedTokens: longest > room ? longest + specials : nil)
  }
}
