import Annotations
import Records
import Tokenizers

/// The tokens of a record as the model would read them; it needs no weights.
package struct TokenizeTask: AnnotationTask {
  private let tokenizer: Tokenizer
  private let windowing: Windowing?
  private let unit: OffsetMap.Unit

  /// A task that cuts windows only where `windowing` is given.
  package init(tokenizer: Tokenizer, windowing: Windowing?, unit: OffsetMap.Unit) {
    self.tokenizer = tokenizer
    self.windowing = windowing
    self.unit = unit
  }

  /// No windows to compute: the tokens are the annotation.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: [Tokenization]
  ) {
    let (first, second) = segments(of: fields)
    let firstTokens = tokenizer.tokenize(first, workspace: &workspace)
    let secondTokens = second.map { tokenizer.tokenize($0, workspace: &workspace) }
    let encodings = try cut(firstTokens, secondTokens)
    let places = [Places(first, unit: unit)] + (second.map { [Places($0, unit: unit)] } ?? [])
    return ([], encodings.map { tokenization(of: $0, places) })
  }

  /// The tokens: one list, or one a window where windows were asked for.
  package func decode(_ cut: [Tokenization], _ scores: [Scores]) -> Annotation {
    guard windowing == nil, let whole = cut.first else { return Annotation(.tokenizations(cut)) }
    return Annotation(.tokenization(whole))
  }

  private func segments(of fields: Fields) -> (Segment, Segment?) {
    switch fields {
    case .text(let text): (.text(text), nil)
    case .words(let words): (.words(words), nil)
    case .question(let question, let context): (.text(question), .text(context))
    case .pair(let first, let second): (.text(first), second.map { .text($0) })
    case .choices(let text, _): (.text(text), nil)
    case .several(let several): several.lazy.compactMap(\.self).first.map(segments) ?? (.text(""), nil)
    }
  }

  /// One window over everything, or those asked for: of a pair the second text is windowed.
  private func cut(_ first: Tokens, _ second: Tokens?) throws(Reject.Reason) -> [Encoding] {
    let specials = tokenizer.specialCount(pair: second != nil)
    guard let windowing else {
      let length = first.count + (second?.count ?? 0) + specials
      return tokenizer.cut(first, second, Truncation(maximumLength: length))
    }
    let kept = second == nil ? 0 : first.count
    let room = windowing.window - specials - kept
    guard room > 0 else { throw .questionTooLong(tokens: kept, room: windowing.window - specials) }
    let strategy: Truncation.Strategy = second == nil ? .onlyFirst : .onlySecond
    return tokenizer.cut(
      first, second,
      Truncation(maximumLength: windowing.window, overlap: windowing.overlap(room: room), strategy: strategy))
  }

  private func tokenization(of encoding: Encoding, _ places: [Places]) -> Tokenization {
    var result = Tokenization()
    result.tokens = tokenizer.tokens(of: encoding)
    result.ids = encoding.ids
    result.typeIDs = encoding.typeIDs
    result.wordIDs = encoding.wordIDs
    result.sequenceIDs = encoding.sequenceIDs
    result.special = encoding.isSpecial
    for index in encoding.ids.indices {
      let sequence = Int(encoding.sequenceIDs[index])
      let range =
        sequence < 0
        ? 0..<0 : places[sequence].units(encoding.offsets[index], word: Int(encoding.wordIDs[index]))
      result.starts.append(range.lowerBound)
      result.ends.append(range.upperBound)
    }
    return result
  }
}

/// Byte offsets of a segment in the unit that was asked for: of the text, or of each word.
private struct Places {
  private let maps: [OffsetMap]
  private let isWords: Bool

  init(_ segment: Segment, unit: OffsetMap.Unit) {
    switch segment {
    case .text(let text):
      maps = [OffsetMap(text, unit: unit)]
      isWords = false
    case .words(let words):
      maps = words.map { OffsetMap($0, unit: unit) }
      isWords = true
    }
  }

  func units(_ range: ByteRange, word: Int) -> Range<Int> { maps[isWords ? word : 0].convert(range) }
}
