/// A set of labels that spells spans, and the reading of its sequences.
///
/// The schemes are IOB (1 and 2), IOE, BIOES and BILOU; `O` stands for no span.
package struct SpanDecoding: Sendable {
  /// A span of words.
  package struct Span: Sendable, Equatable {
    /// The words, as places in the sequence.
    package var words: Range<Int>
    /// The type: the label without its prefix.
    package var type: String
    /// The mean of the words' scores.
    package var score: Float

    /// A span of words.
    package init(words: Range<Int>, type: String, score: Float) {
      self.words = words
      self.type = type
      self.score = score
    }
  }

  /// What a prefix says about a word.
  private enum Tag: Sendable {
    case outside
    case begin
    case inside
    /// The last word of several: `E-`, `L-`.
    case end
    /// The only word: `S-`, `U-`.
    case single
  }

  /// A label taken apart.
  private struct Label: Sendable {
    var tag: Tag
    /// A place in `types`; -1 outside of spans.
    var type: Int
  }

  private static let outside = Label(tag: .outside, type: -1)

  private let labels: [Label]
  private let types: [String]
  /// Ids by the labels' bytes.
  private let ids: [[UInt8]: Int]

  /// Takes a model's labels apart, in the order of their ids.
  ///
  /// Nil unless every label but `O` has a prefix and the prefixes belong to one scheme: such labels are a word's own.
  package init?(labels names: [String]) {
    var labels: [Label] = []
    var types: [[UInt8]] = []
    var prefixes: Set<UInt8> = []
    for name in names {
      let bytes = Array(name.utf8)
      if bytes == [UInt8(ascii: "O")] {
        labels.append(Self.outside)
        continue
      }
      guard bytes.count > 2, bytes[1] == UInt8(ascii: "-"), let tag = Self.tag(bytes[0]) else { return nil }
      prefixes.insert(bytes[0])
      let type = Array(bytes[2...])
      let place = types.firstIndex(of: type) ?? types.count
      if place == types.count { types.append(type) }
      labels.append(Label(tag: tag, type: place))
    }
    let schemes = ["BI", "IE", "BIES", "BILU"]
    guard !prefixes.isEmpty, schemes.contains(where: { prefixes.isSubset(of: $0.utf8) }) else { return nil }
    self.labels = labels
    self.types = types.map { String(decoding: $0, as: UTF8.self) }
    ids = Dictionary(zip(names.map { Array($0.utf8) }, names.indices)) { first, _ in first }
  }

  /// The id of a label.
  func labelID(_ label: String) -> Int? { ids[Array(label.utf8)] }

  /// The spans of a sequence, in order, from the label ids of its words (nil: none) and their scores.
  ///
  /// Wrong sequences are mended as conlleval does: a span ends where the type changes, and an `I-` or `E-` that
  /// nothing leads to opens one.
  package func spans(_ labelIDs: [Int?], scores: [Float]) -> [Span] {
    precondition(labelIDs.count == scores.count, "a score for each word")
    var spans: [Span] = []
    var start: Int?
    var previous = Self.outside
    for place in 0...labelIDs.count {
      let label = place < labelIDs.count ? labelIDs[place].map { labels[$0] } ?? Self.outside : Self.outside
      if let first = start, Self.parts(previous, label) {
        let mean = scores[first..<place].reduce(0, +) / Float(place - first)
        spans.append(Span(words: first..<place, type: types[previous.type], score: mean))
        start = nil
      }
      if start == nil, label.tag != .outside { start = place }
      previous = label
    }
    return spans
  }

  /// Whether two neighbouring words cannot be of one span.
  private static func parts(_ previous: Label, _ label: Label) -> Bool {
    switch label.tag {
    case .outside, .begin, .single: true
    case .inside, .end: previous.tag == .end || previous.tag == .single || previous.type != label.type
    }
  }

  private static func tag(_ prefix: UInt8) -> Tag? {
    switch prefix {
    case UInt8(ascii: "B"): .begin
    case UInt8(ascii: "I"): .inside
    case UInt8(ascii: "E"), UInt8(ascii: "L"): .end
    case UInt8(ascii: "S"), UInt8(ascii: "U"): .single
    default: nil
    }
  }
}
