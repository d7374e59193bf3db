/// The token-classification pipeline.
extension HuggingFace {
  /// One window of a text, with the scores of its tokens.
  package struct TokenWindow: Sendable {
    /// Vocabulary ids, one per token.
    package var ids: [Int32]
    /// Vocabulary entries, one per token.
    package var pieces: [String]
    /// Code points of the text that each token covers.
    package var offsets: [Range<Int>]
    /// Tokens that the tokenizer added.
    package var isSpecial: [Bool]
    /// `[tokens × labels]`.
    package var logits: [Float]

    /// A window from its columns, all with one entry per token, but `logits` with one per token and label.
    package init(
      ids: [Int32], pieces: [String], offsets: [Range<Int>], isSpecial: [Bool], logits: [Float]
    ) {
      self.ids = ids
      self.pieces = pieces
      self.offsets = offsets
      self.isSpecial = isSpecial
      self.logits = logits
    }
  }

  /// What the pipeline knows of the tokenizer and the labels.
  package struct EntityVocabulary: Sendable {
    /// `id2label`, by id.
    package var labels: [String]
    /// The id of the unknown token.
    package var unknownID: Int32?
    /// Whether the tokenizer's model has a prefix for pieces inside a word (WordPiece's `##`).
    package var hasContinuingPrefix: Bool
    /// Joins pieces into the `word` of an entity.
    package var decoder: PieceDecoder

    /// The vocabulary from its parts.
    package init(labels: [String], unknownID: Int32?, hasContinuingPrefix: Bool, decoder: PieceDecoder) {
      self.labels = labels
      self.unknownID = unknownID
      self.hasContinuingPrefix = hasContinuingPrefix
      self.decoder = decoder
    }
  }

  /// An entry of the pipeline's result.
  package struct Entity: Sendable, Equatable {
    /// `entity` when nothing was aggregated, else `entity_group`.
    package var label: String
    /// A probability.
    package var score: Float
    /// The token's place in its window, specials counted; only when nothing was aggregated.
    package var index: Int?
    /// The pieces, decoded (a piece as it is when nothing was aggregated).
    package var word: String
    /// The first code point.
    package var start: Int
    /// One past the last code point.
    package var end: Int
  }

  /// The entities of a text, from its windows in order.
  ///
  /// Windows are decoded one by one and overlapping entities merged afterwards. `ignored` are the labels left out
  /// (`ignore_labels`). Tokens of a text given as words come with offsets into the words joined by the delimiter.
  package static func entities(
    in text: CodePoints, windows: [TokenWindow], aggregation: Aggregation, vocabulary: EntityVocabulary,
    ignored: [String] = ["O"]
  ) -> [Entity] {
    let ignored = ignored.map { Array($0.utf8) }
    var result: [Entity] = []
    for window in windows {
      let tokens = tokens(of: window, in: text, vocabulary)
      let scored = words(of: tokens, aggregation, vocabulary)
      let entities = aggregation == .none ? scored.map(\.entity) : groups(of: scored, vocabulary)
      result += entities.filter { entity in !ignored.contains { $0.elementsEqual(entity.label.utf8) } }
    }
    return windows.count > 1 ? merged(result) : result
  }

  /// A token that is not special (`pre_entity`).
  private struct Token {
    var word: String
    var scores: ArraySlice<Float>
    var range: Range<Int>
    var index: Int
    var isSubword: Bool
  }

  /// A token or a word with its label.
  private struct Scored {
    var labelID: Int
    var entity: Entity
  }

  private static func tokens(
    of window: TokenWindow, in text: CodePoints, _ vocabulary: EntityVocabulary
  ) -> [Token] {
    let labelCount = vocabulary.labels.count
    var scores = window.logits
    return window.ids.indices.compactMap { index in
      if window.isSpecial[index] { return nil }
      let row = index * labelCount..<(index + 1) * labelCount
      NumPyFloat.softmax(&scores[row])
      let range = window.offsets[index]
      var word = window.pieces[index]
      var isSubword =
        vocabulary.hasContinuingPrefix
        ? word.unicodeScalars.count != range.count
        : range.lowerBound > 0 && !text.hasBlank(range.lowerBound - 1, range.lowerBound + 1)
      if window.ids[index] == vocabulary.unknownID {
        word = text.slice(range.lowerBound, range.upperBound)
        isSubword = false
      }
      return Token(word: word, scores: scores[row], range: range, index: index, isSubword: isSubword)
    }
  }

  /// Labelled tokens, or labelled words where the strategy builds these first.
  private static func words(
    of tokens: [Token], _ aggregation: Aggregation, _ vocabulary: EntityVocabulary
  ) -> [Scored] {
    switch aggregation {
    case .none, .simple:
      return tokens.map { token in
        let (labelID, score) = best(token.scores)
        let entity = Entity(
          label: vocabulary.labels[labelID], score: score, index: token.index, word: token.word,
          start: token.range.lowerBound, end: token.range.upperBound)
        return Scored(labelID: labelID, entity: entity)
      }
    case .first, .average, .max:
      var result: [Scored] = []
      var start = 0
      while start < tokens.count {
        var end = start + 1
        while end < tokens.count, tokens[end].isSubword { end += 1 }
        result.append(word(tokens[start..<end], aggregation, vocabulary))
        start = end
      }
      return result
    }
  }

  /// One word from its pieces, of which there is at least one.
  private static func word(
    _ pieces: ArraySlice<Token>, _ aggregation: Aggregation, _ vocabulary: EntityVocabulary
  ) -> Scored {
    let (labelID, score): (Int, Float)
    switch aggregation {
    case .average:
      var means = [Float](repeating: 0, count: vocabulary.labels.count)
      for piece in pieces {
        for (label, score) in piece.scores.enumerated() { means[label] += score }
      }
      for label in means.indices { means[label] /= Float(pieces.count) }
      (labelID, score) = best(means[...])
    case .max:
      let tops = pieces.map { best($0.scores) }
      (labelID, score) = tops[NumPyFloat.argmax(tops.map(\.score))]
    case .none, .simple, .first:
      (labelID, score) = best(pieces[pieces.startIndex].scores)
    }
    let entity = Entity(
      label: vocabulary.labels[labelID], score: score, index: nil,
      word: vocabulary.decoder.decode(pieces.map(\.word)),
      start: pieces[pieces.startIndex].range.lowerBound, end: pieces[pieces.endIndex - 1].range.upperBound)
    return Scored(labelID: labelID, entity: entity)
  }

  private static func best(_ scores: ArraySlice<Float>) -> (labelID: Int, score: Float) {
    let labelID = NumPyFloat.argmax(scores)
    return (labelID, scores[scores.startIndex + labelID])
  }

  /// Neighbours of one type as one entity each (`group_entities`).
  private static func groups(of scored: [Scored], _ vocabulary: EntityVocabulary) -> [Entity] {
    let tags = vocabulary.labels.map(Tag.init)
    var result: [Entity] = []
    var start = 0
    while start < scored.count {
      var end = start + 1
      while end < scored.count {
        let tag = tags[scored[end].labelID]
        guard !tag.begins, tag.type == tags[scored[end - 1].labelID].type else { break }
        end += 1
      }
      let members = scored[start..<end].map(\.entity)
      result.append(
        Entity(
          label: tags[scored[start].labelID].group, score: NumPyFloat.mean(members.map(\.score)), index: nil,
          word: vocabulary.decoder.decode(members.map(\.word)),
          start: members[0].start, end: members[members.count - 1].end))
      start = end
    }
    return result
  }

  /// A label taken apart (`get_tag`): a prefix other than `B-` and `I-` belongs to the type.
  private struct Tag {
    let begins: Bool
    let type: [UInt8]
    /// The label without what stands before its first hyphen.
    let group: String

    init(_ label: String) {
      let bytes = Array(label.utf8)
      begins = bytes.starts(with: "B-".utf8)
      type = begins || bytes.starts(with: "I-".utf8) ? Array(bytes.dropFirst(2)) : bytes
      let hyphen = bytes.firstIndex(of: UInt8(ascii: "-"))
      group = hyphen.map { String(decoding: bytes[($0 + 1)...], as: UTF8.self) } ?? label
    }
  }

  /// Of entities that overlap, the longest, or the surest of equally long ones (`aggregate_overlapping_entities`).
  private static func merged(_ entities: [Entity]) -> [Entity] {
    let sorted = entities.enumerated()
      .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
    guard var previous = sorted.first else { return [] }
    var result: [Entity] = []
    for entity in sorted {
      guard previous.start <= entity.start, entity.start < previous.end else {
        result.append(previous)
        previous = entity
        continue
      }
      let lengths = (entity.end - entity.start, previous.end - previous.start)
      if lengths.0 > lengths.1 || lengths.0 == lengths.1 && entity.score > previous.score {
        previous = entity
      }
    }
    result.append(previous)
    return result
  }
}
