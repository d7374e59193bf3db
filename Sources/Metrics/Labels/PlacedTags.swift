/// A label with its place in a text.
package struct PlacedTag: Sendable, Equatable {
  /// Offsets into the text, in any one unit.
  package var range: Range<Int>
  /// The label.
  package var label: String

  /// A label at a place.
  package init(range: Range<Int>, label: String) {
    self.range = range
    self.label = label
  }
}

/// Tags on words that were found, not given: a word counts where its place is one of the gold's, its tag where the label
/// is too (the scorer of the CoNLL 2018 shared task, for words that are pieces of the text).
package struct PlacedTagScores: Sendable, Equatable {
  /// Words by place.
  package private(set) var words = MatchCounts()
  /// Words by place and label.
  package private(set) var tags = MatchCounts()

  /// Scores over no text yet.
  package init() {}

  /// Counts one text, both sides in the order of their places; returns what it added to `tags`.
  @discardableResult
  package mutating func add(gold: [PlacedTag], predicted: [PlacedTag]) -> MatchCounts {
    var places: [Range<Int>: PlacedTag] = [:]
    for tag in gold { places[tag.range] = tag }
    var found = 0
    var right = 0
    for tag in predicted {
      guard let wanted = places.removeValue(forKey: tag.range) else { continue }
      found += 1
      if wanted.label.utf8.elementsEqual(tag.label.utf8) { right += 1 }
    }
    let added = Self.counts(matching: right, gold.count, predicted.count)
    words += Self.counts(matching: found, gold.count, predicted.count)
    tags += added
    return added
  }

  private static func counts(matching: Int, _ gold: Int, _ predicted: Int) -> MatchCounts {
    MatchCounts(
      truePositives: matching, falsePositives: predicted - matching, falseNegatives: gold - matching)
  }
}
