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
  /// Whether special tokens written out in a text are found there and get their ids; else they are text like
  /// any other.
  package var matchesSpecialsInText = true

  /// Tells this tokenizer and its copies from others, whose words are cut differently.
  var identity = Identity()

  /// Nothing but itself.
  final class Identity: Sendable {}

  /// Room that tokenizing works in; one may serve any number of texts, one after another.
  package struct Scratch {
    var text = AlignedText()
    var sink = TokenSink()
    /// Whose words are remembered.
    var owner: ObjectIdentifier?

    /// Empty room.
    package init() {}
  }

  /// The tokens of a segment, without special tokens.
  package func tokenize(_ segment: Segment) -> Tokens {
    var scratch = Scratch()
    return tokenize(segment, scratch: &scratch)
  }

  /// The tokens of a segment, without special tokens, worked out in room that is used again.
  package func tokenize(_ segment: Segment, scratch: inout Scratch) -> Tokens {
    if scratch.owner != ObjectIdentifier(identity) {
      scratch.sink.cache.removeAll()
      scratch.owner = ObjectIdentifier(identity)
    }
    var tokens = Tokens()
    switch segment {
    case .text(let text): append(text, word: nil, to: &tokens, &scratch)
    case .words(let words):
      for (index, word) in words.enumerated() {
        append(word, word: Int32(truncatingIfNeeded: index), to: &tokens, &scratch)
      }
    }
    return tokens
  }

  /// Runs the stages over a text; `word` is the index of a given word, nil where the pieces are the words.
  private func append(_ text: String, word: Int32?, to tokens: inout Tokens, _ scratch: inout Scratch) {
    scratch.text.reset(to: text)
    addedTokens.cutVerbatim(from: &scratch.text, matchesSpecials: matchesSpecialsInText)
    normalizer?.apply(to: &scratch.text)
    addedTokens.cutNormalized(from: &scratch.text, matchesSpecials: matchesSpecialsInText)
    preTokenizer?.apply(to: &scratch.text)

    scratch.sink.removeAll()
    for (index, piece) in scratch.text.pieces.enumerated() {
      let start = Int(piece.start)
      let end = Int(piece.end)
      if piece.token >= 0 {
        scratch.sink.emit(piece.token, from: start, to: end)
      } else {
        model.tokenize(scratch.text.bytes, from: start, to: end, into: &scratch.sink)
      }
      let wordID = word ?? Int32(truncatingIfNeeded: index)
      while tokens.wordIDs.count < tokens.ids.count + scratch.sink.ids.count { tokens.wordIDs.append(wordID) }
    }
    tokens.ids += scratch.sink.ids
    tokens.offsets.reserveCapacity(tokens.ids.count)
    for range in scratch.sink.ranges {
      tokens.offsets.append(scratch.text.original(start: Int(range.start), end: Int(range.end)))
    }
    if !postProcessor.trims.isEmpty { trim(text, &tokens, scratch) }
  }

  /// Takes blanks out of the offsets of the tokens just added.
  private func trim(_ text: String, _ tokens: inout Tokens, _ scratch: Scratch) {
    let bytes = text.utf8Span.span
    let added = tokens.offsets.count - scratch.sink.ranges.count
    for (index, range) in scratch.sink.ranges.enumerated() {
      let place = added + index
      var blanks = (leading: 0, trailing: 0)
      // What stands for unknown text has a text of its own, without blanks.
      if tokens.ids[place] != model.unknown {
        blanks = OffsetTrim.blanks(scratch.text.bytes, from: Int(range.start), to: Int(range.end))
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
