/// The added tokens of a tokenizer: their ids, and the stage that cuts them out of a text.
struct AddedTokens: Sendable {
  /// The tokens with their ids, in rising order of these.
  private(set) var tokens: [(id: Int32, token: AddedToken)] = []
  /// Places in `tokens` by content.
  private var places = VocabularyTable(capacity: 16)
  private var verbatim = TokenMatcher()
  private var normalized = TokenMatcher()
  private let classes = CharacterTable.shared

  /// Registers tokens as the reference does: one that the model or an earlier entry knows keeps that id, the
  /// others are numbered on from the size of the model's vocabulary, whatever ids the file gives them.
  init(_ list: [AddedToken], model: Model, normalizer: Normalizer?) {
    var nextID = Int32(truncatingIfNeeded: model.vocabulary.count)
    for token in list where !token.content.isEmpty {
      if let place = places.id(of: token.content) {
        tokens[Int(place)].token = token
        continue
      }
      let id: Int32
      if let known = model.vocabulary.id(of: token.content) {
        id = known
      } else {
        id = nextID
        nextID += 1
      }
      places.insert(token.content.utf8, id: Int32(tokens.count))
      tokens.append((id, token))
    }
    tokens.sort { $0.id < $1.id }
    places = VocabularyTable(capacity: tokens.count)
    var text = AlignedText()
    for (place, (_, token)) in tokens.enumerated() {
      places.insert(token.content.utf8, id: Int32(place))
      guard token.isNormalized else {
        verbatim.insert(Array(token.content.utf8), value: Int32(place))
        continue
      }
      text.reset(to: token.content)
      normalizer?.apply(to: &text)
      normalized.insert(text.pieces.isEmpty ? [] : text.bytes, value: Int32(place))
    }
  }

  /// The id of an added token, or nil.
  func id(of content: String) -> Int32? { places.id(of: content).map { tokens[Int($0)].id } }

  /// The added token that has an id, or nil.
  func token(of id: Int32) -> AddedToken? {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].id == id ? tokens[low].token : nil
  }

  /// Cuts out the tokens that are looked for in the text as it was given.
  func cutVerbatim(from text: inout AlignedText, matchesSpecials: Bool) {
    if !verbatim.isEmpty { cut(verbatim, from: &text, matchesSpecials) }
  }

  /// Cuts out the tokens that are looked for in the normalised text.
  func cutNormalized(from text: inout AlignedText, matchesSpecials: Bool) {
    if !normalized.isEmpty { cut(normalized, from: &text, matchesSpecials) }
  }

  private func cut(_ matcher: TokenMatcher, from text: inout AlignedText, _ matchesSpecials: Bool) {
    let bytes = text.bytes
    guard text.pieces.contains(where: { $0.token < 0 && matcher.finds(in: bytes, $0) }) else { return }
    text.split { text, piece in
      let end = Int(piece.end)
      var open = Int(piece.start)
      var search = open
      while let match = matcher.next(in: bytes, from: search, to: end) {
        search = match.end
        let (id, token) = tokens[Int(match.value)]
        if token.isSpecial, !matchesSpecials { continue }
        if token.isSingleWord, !standsAlone(bytes, match.start, match.end, within: piece) { continue }
        var from = match.start
        var to = match.end
        if token.stripsLeft { from = max(blanksStart(bytes, before: from, downTo: Int(piece.start)), open) }
        if token.stripsRight { to = blanksEnd(bytes, after: to, upTo: end) }
        text.cut(from: open, to: from)
        text.take(from: from, to: to, token: id)
        open = to
      }
      text.cut(from: open, to: end)
    }
  }

  private func standsAlone(_ bytes: [UInt8], _ start: Int, _ end: Int, within piece: AlignedText.Piece)
    -> Bool
  {
    if start > Int(piece.start) {
      let before = UTF8Scalar.start(before: start, in: bytes, from: Int(piece.start))
      if classes[UTF8Scalar.decode(bytes, at: before).scalar].contains(.word) { return false }
    }
    return end >= Int(piece.end) || !classes[UTF8Scalar.decode(bytes, at: end).scalar].contains(.word)
  }

  private func blanksStart(_ bytes: [UInt8], before index: Int, downTo start: Int) -> Int {
    var place = index
    while place > start {
      let before = UTF8Scalar.start(before: place, in: bytes, from: start)
      guard classes[UTF8Scalar.decode(bytes, at: before).scalar].contains(.whitespace) else { break }
      place = before
    }
    return place
  }

  private func blanksEnd(_ bytes: [UInt8], after index: Int, upTo end: Int) -> Int {
    var place = index
    while place < end {
      let (scalar, length) = UTF8Scalar.decode(bytes, at: place)
      guard classes[scalar].contains(.whitespace) else { break }
      place += length
    }
    return place
  }
}

extension TokenMatcher {
  /// Whether any pattern stands anywhere in a piece.
  fileprivate func finds(in bytes: [UInt8], _ piece: AlignedText.Piece) -> Bool {
    next(in: bytes, from: Int(piece.start), to: Int(piece.end)) != nil
  }
}
