import Tokenizers

/// The first window of a text or a pair, and the further ones.
@dynamicMemberLookup
struct EncodedText {
  let first: Encoding
  let overflowing: [Encoding]

  subscript<Value>(dynamicMember member: KeyPath<Encoding, Value>) -> Value { first[keyPath: member] }

  /// All windows.
  var windows: [Encoding] { [first] + overflowing }
}

extension Tokenizer {
  /// The windows of a segment or a pair; the one of all tokens where nothing is cut.
  func encode(
    _ first: Segment, pair: Segment? = nil, addSpecialTokens: Bool = true, truncation: Truncation? = nil
  ) throws(TokenizerError) -> EncodedText {
    var workspace = TokenizerWorkspace()
    return try encode(
      first, pair: pair, addSpecialTokens: addSpecialTokens, truncation: truncation, workspace: &workspace)
  }

  /// The same in a worker's memory.
  func encode(
    _ first: Segment, pair: Segment? = nil, addSpecialTokens: Bool = true, truncation: Truncation? = nil,
    workspace: inout TokenizerWorkspace
  ) throws(TokenizerError) -> EncodedText {
    let firstTokens = tokenize(first, workspace: &workspace)
    var pairTokens: Tokens?
    if let pair { pairTokens = tokenize(pair, workspace: &workspace) }
    guard let truncation else {
      return EncodedText(
        first: try encoding(firstTokens, pair: pairTokens, addSpecialTokens: addSpecialTokens),
        overflowing: [])
    }
    let windows = try windows(
      firstTokens, pair: pairTokens, addSpecialTokens: addSpecialTokens, truncation: truncation)
    return EncodedText(first: windows[0], overflowing: Array(windows.dropFirst()))
  }
}
