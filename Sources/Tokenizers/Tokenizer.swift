/// Text to token ids with exact offsets: the stages of a `tokenizer.json`, or of the older files that one is
/// made from.
package struct Tokenizer: Sendable {
  var addedTokens: AddedTokens
  var normalizer: Normalizer?
  var preTokenizer: PreTokenizer?
  var model: Model
  var postProcessor: PostProcessor
  /// Settings of `tokenizer_config.json` that won over `tokenizer.json`.
  package internal(set) var overrides: [TokenizerOverride] = []
  /// What `tokenizer_config.json` says.
  package internal(set) var config: TokenizerConfig
  /// Whether short inputs are filled up at their left side. Nothing is filled up here, but models whose inputs were put the
  /// context of a question before it.
  package internal(set) var padsLeft = false
  /// Why raw text cannot be tokenized: a program such as MeCab has to cut it into words first. Given words can be.
  package internal(set) var missingWordTokenizer: TokenizerError?
  /// Whether special tokens written out in a text are found there and get their ids; else they are text like
  /// any other.
  package var matchesSpecialsInText = true

  /// By what remembered words are known to be this model's.
  let modelIdentity = ModelIdentity()

  /// Equal to nothing but itself; the copies of a tokenizer share it, since they share the model.
  final class ModelIdentity: Sendable {}

  /// The tokens of a segment, without special tokens.
  package func tokenize(_ segment: Segment) -> Tokens {
    var workspace = TokenizerWorkspace()
    return tokenize(segment, workspace: &workspace)
  }

  /// The tokens of a segment, without special tokens, made in the memory of a worker.
  package func tokenize(_ segment: Segment, workspace: inout TokenizerWorkspace) -> Tokens {
    var tokens = Tokens()
    tokenize(segment, into: &tokens, workspace: &workspace)
    return tokens
  }

  /// Replaces `tokens` by those of a segment, without special tokens. Nothing is allocated once `tokens` and the workspace are
  /// large enough.
  package func tokenize(_ segment: Segment, into tokens: inout Tokens, workspace: inout TokenizerWorkspace) {
    workspace.switchWords(to: modelIdentity)
    tokens.removeAll()
    switch segment {
    case .text(let text): append(text, word: nil, to: &tokens, &workspace.text, &workspace.sink)
    case .words(let words):
      for (index, word) in words.enumerated() {
        append(
          word, word: Int32(truncatingIfNeeded: index), to: &tokens, &workspace.text, &workspace.sink)
      }
    }
  }

  /// Runs the stages over a text; `word` is the index of a given word, nil where the pieces are the words.
  private func append(
    _ source: String, word: Int32?, to tokens: inout Tokens, _ text: inout AlignedText,
    _ sink: inout TokenSink
  ) {
    text.reset(to: source)
    addedTokens.cutVerbatim(from: &text, matchesSpecials: matchesSpecialsInText)
    normalizer?.apply(to: &text)
    addedTokens.cutNormalized(from: &text, matchesSpecials: matchesSpecialsInText)
    preTokenizer?.apply(to: &text)

    sink.removeAll()
    for index in text.pieces.indices {
      let piece = text.pieces[index]
      let start = Int(piece.start)
      let end = Int(piece.end)
      if piece.token >= 0 {
        sink.emit(piece.token, from: start, to: end)
      } else {
        model.tokenize(text.bytes, from: start, to: end, into: &sink)
      }
      sink.endWord(word ?? Int32(truncatingIfNeeded: index))
    }
    tokens.ids += sink.ids
    tokens.wordIDs += sink.wordIDs
    tokens.offsets.reserveCapacity(tokens.ids.count)
    for range in sink.ranges {
      tokens.offsets.append(text.original(start: Int(range.start), end: Int(range.end)))
    }
    if !postProcessor.trims.isEmpty { trim(source, &tokens, text, sink) }
  }

  /// Takes blanks out of the offsets of the tokens just added.
  private func trim(_ source: String, _ tokens: inout Tokens, _ text: AlignedText, _ sink: TokenSink) {
    let bytes = source.utf8Span.span
    let added = tokens.offsets.count - sink.ranges.count
    tokens.firstOffsets.reserveCapacity(tokens.offsets.count)
    for (index, range) in sink.ranges.enumerated() {
      let place = added + index
      var blanks = (leading: 0, trailing: 0)
      // What stands for unknown text has a text of its own, without blanks.
      if tokens.ids[place] != model.unknown {
        blanks = OffsetTrim.blanks(text.bytes, from: Int(range.start), to: Int(range.end))
      }
      var first = tokens.offsets[place]
      for trim in postProcessor.trims {
        tokens.offsets[place] = trim.apply(
          to: tokens.offsets[place], leading: blanks.leading, trailing: blanks.trailing, isFirst: place == 0,
          in: bytes)
        first = trim.apply(
          to: first, leading: blanks.leading, trailing: blanks.trailing, isFirst: true, in: bytes)
      }
      tokens.firstOffsets.append(first)
    }
  }
}
