import Tokenizers

/// A text as places in one unit, so that findings can be marked in it; long texts are cut around what matters.
struct Excerpt {
  /// Code points of text without findings that are kept on each side of what matters.
  static let margin = 280
  /// Code points of a long text that has no place that matters.
  static let opening = 600
  /// The longest stretch that is shown whole.
  private static let longestMark = 400

  private let scalars: [Unicode.Scalar]
  /// The offset at which each scalar starts in the unit, and the end; empty where scalars are the unit.
  private let offsets: [Int]

  /// A stretch of the text with its finding.
  struct Mark {
    var range: Range<Int>
    var label: String?
    var score: Double?
    var isFocus = false
  }

  /// A text whose places count `unit`.
  init(_ text: String, unit: OffsetMap.Unit = .codePoints) {
    scalars = Array(text.unicodeScalars)
    guard unit != .codePoints else {
      offsets = []
      return
    }
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars {
      offsets.append(
        offsets[offsets.count - 1] + (unit == .utf8 ? scalar.utf8.count : scalar.utf16.count))
    }
    self.offsets = offsets
  }

  /// The text with its places in the unit in which most of the words are where they say; nil where hardly any is, for
  /// then this is not their text.
  init?(_ text: String, placing words: [(text: String, range: Range<Int>)]) {
    var best: (excerpt: Excerpt, fits: Int)?
    for unit in [OffsetMap.Unit.codePoints, .utf8, .utf16] {
      let excerpt = Excerpt(text, unit: unit)
      let fits = words.count {
        excerpt.text(in: $0.range)?.utf8.elementsEqual($0.text.utf8) == true
      }
      if fits > best?.fits ?? -1 { best = (excerpt, fits) }
      if fits == words.count { break }
    }
    guard let best, best.fits * 2 >= words.count else { return nil }
    self = best.excerpt
  }

  /// The text at a range of the unit; nil where that is not a place in this text.
  func text(in range: Range<Int>) -> String? { place(range).map(string) }

  /// The text in pieces: its marks, and the text between them; marks that overlap an earlier one or lie outside are
  /// left out. Around `focus`, the mark that matters, a margin is kept; without it the beginning.
  func pieces(_ marks: [Mark], around focus: Range<Int>?) -> [ReportSample.Piece] {
    let window = window(around: focus.flatMap(place))
    var pieces: [ReportSample.Piece] = []
    if window.lowerBound > 0 { pieces.append(.gap) }
    var cursor = window.lowerBound
    for mark in marks {
      guard let range = place(mark.range), range.lowerBound >= cursor, !range.isEmpty,
        range.upperBound <= window.upperBound
      else { continue }
      if range.lowerBound > cursor { pieces.append(.plain(string(cursor..<range.lowerBound))) }
      pieces.append(
        .marked(shortened(range), label: mark.label, score: mark.score, isFocus: mark.isFocus))
      cursor = range.upperBound
    }
    if cursor < window.upperBound { pieces.append(.plain(string(cursor..<window.upperBound))) }
    if window.upperBound < scalars.count { pieces.append(.gap) }
    return pieces
  }

  // MARK: Places

  private func place(_ range: Range<Int>) -> Range<Int>? {
    guard let start = index(range.lowerBound), let end = index(range.upperBound) else { return nil }
    return start..<end
  }

  /// The scalar that starts at an offset.
  private func index(_ offset: Int) -> Int? {
    if offsets.isEmpty { return offset <= scalars.count ? offset : nil }
    var (low, high) = (0, offsets.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return offsets[low] == offset ? low : nil
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  /// A stretch whole, or without its middle where it is very long.
  private func shortened(_ range: Range<Int>) -> String {
    guard range.count > Self.longestMark else { return string(range) }
    let half = Self.longestMark / 2
    return string(range.lowerBound..<(range.lowerBound + half)) + " … "
      + string((range.upperBound - half)..<range.upperBound)
  }

  /// What is shown of the text, cut at blanks where there are some nearby.
  private func window(around focus: Range<Int>?) -> Range<Int> {
    guard let focus else { return 0..<cut(min(Self.opening, scalars.count), by: -1) }
    // A short rest is not worth the cut.
    let start = focus.lowerBound - Self.margin
    let end = focus.upperBound + Self.margin
    return
      (start <= 40 ? 0 : cut(start, by: 1))..<(end >= scalars.count - 40
      ? scalars.count : cut(end, by: -1))
  }

  private func cut(_ place: Int, by step: Int) -> Int {
    guard place > 0, place < scalars.count else { return max(0, min(place, scalars.count)) }
    var index = place
    for _ in 0..<40 {
      guard index > 0, index < scalars.count else { break }
      if scalars[index].properties.isWhitespace { return step > 0 ? index + 1 : index }
      index += step
    }
    return place
  }
}
