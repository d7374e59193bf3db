import Annotations

/// What a word annotation needs to know beside the words.
struct XMLWordStyle {
  /// The attribute that takes the label.
  var attribute: [UInt8]
  /// Whether a label replaces an existing one.
  var replace: Bool
}

extension XMLWeave {
  /// A label for every word that the document marks, in their order.
  mutating func addOwnWords(
    _ words: [WordAnnotation], to record: XMLRecord, _ value: XMLStringValue, _ style: XMLWordStyle
  ) {
    for (word, annotation) in zip(value.ownWords(record.events) ?? [], words) {
      guard let label = annotation.label else { continue }
      for element in word.elements { give(Array(label.utf8), to: element, of: record, style) }
    }
  }

  /// An element around every word that has a label, or an attribute where the document marks it already. A
  /// word that a tag parts becomes several elements with `part`.
  mutating func addWords(
    _ words: [WordAnnotation], to record: XMLRecord, _ value: XMLStringValue, _ style: XMLWordStyle
  ) {
    var segment = 0
    var end = 0
    for word in words {
      guard let label = word.label, let span = word.span, let range = value.aligned(span.bytes),
        range.lowerBound >= end
      else { continue }
      end = range.upperBound
      while segment < value.segments.count, value.segments[segment].end <= range.lowerBound { segment += 1 }
      let pieces = Self.pieces(of: range, value, from: segment)
      let isMark = Self.isPunctuation(word.text, label)
      for (index, piece) in pieces.enumerated() {
        guard piece.word < 0 else {
          give(Array(label.utf8), to: piece.word, of: record, style)
          continue
        }
        let part = Self.part(index, of: pieces.count)
        wrap(piece.from, piece.to, in: Self.word(Array(label.utf8), isMark, part, style))
      }
    }
  }

  /// `I`, `M` or `F` for a piece of several.
  static func part(_ index: Int, of count: Int) -> [UInt8]? {
    guard count > 1 else { return nil }
    return [index == 0 ? UInt8(ascii: "I") : index == count - 1 ? UInt8(ascii: "F") : UInt8(ascii: "M")]
  }

  private mutating func give(_ label: [UInt8], to event: Int, of record: XMLRecord, _ style: XMLWordStyle) {
    guard case .start(let element) = record.events[event] else { return }
    if style.replace || element.attribute(style.attribute) == nil {
      set(style.attribute, to: label, at: event)
    }
  }

  private static func word(
    _ label: [UInt8], _ isMark: Bool, _ part: [UInt8]?, _ style: XMLWordStyle
  ) -> Inserted {
    var attributes = [
      XMLAttribute(name: XMLName(prefix: nil, local: style.attribute, namespace: nil), value: label)
    ]
    if let part { attributes.append(XMLAttribute(name: XMLName("part"), value: part)) }
    return Inserted(local: isMark ? XMLElement.punctuation : XMLElement.word, attributes: attributes)
  }

  /// A stretch of a word between two tags.
  private struct Piece {
    var from: Position
    var to: Position
    /// The start tag of the word that the document marks here, -1 for none.
    var word: Int
  }

  private static func pieces(of range: Range<Int>, _ value: XMLStringValue, from first: Int) -> [Piece] {
    var pieces: [Piece] = []
    var index = first
    while index < value.segments.count, value.segments[index].start < range.upperBound {
      let segment = value.segments[index]
      let from = Position(event: segment.event, offset: max(0, range.lowerBound - segment.start))
      let to = Position(event: segment.event, offset: min(segment.count, range.upperBound - segment.start))
      if !pieces.isEmpty, !segment.isParted, pieces[pieces.count - 1].word == segment.word {
        pieces[pieces.count - 1].to = to
      } else {
        pieces.append(Piece(from: from, to: to, word: segment.word))
      }
      index += 1
    }
    return pieces
  }

  /// Whether a word is a punctuation mark: the label says so, or it is one of those tag sets whose labels of
  /// marks are marks.
  private static func isPunctuation(_ text: String, _ label: String) -> Bool {
    if label.utf8.elementsEqual("PUNCT".utf8) { return true }
    guard !label.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        true
      default: false
      }
    }
  }
}
