/// The string value of an element, as far as tasks read it, and where each part of it is.
///
/// Skipped elements have no part in it, `lb` and similar elements stand for a blank, and so does the border between two blocks
/// that no blank separates. An entity whose text nobody knows is one U+FFFD.
struct XMLStringValue {
  /// UTF-8.
  private(set) var text: [UInt8] = []
  /// The texts and CDATA sections that it is made of, in order; none is empty.
  private(set) var segments: [Segment] = []

  /// A run of the text within one event.
  struct Segment {
    /// The event.
    var event: Int
    /// Where its bytes begin in the string value.
    var start: Int
    var count: Int
    /// Whether a tag separates the last segment from this one: one of an element with text of its own.
    /// Empty elements, comments and skipped elements do not.
    var isParted: Bool
    /// The start tag of the word (`w`, `pc`) that the document marks here, -1 for none.
    var word: Int

    var end: Int { start + count }
  }

  /// U+FFFD.
  private static let unknown: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// The value of the element that begins at an event.
  init(_ events: [XMLEvent], from start: Int = 0) {
    var depth = 0
    var skippedDepth: Int?
    var word: (event: Int, depth: Int)?
    // The least depth since the last segment, and the depth at it.
    var least = 0
    var lastDepth = 0
    var blocks = XMLBlocks(events, from: start)
    var isAfterBlock = false
    /// A text, or what stands for one.
    func add(_ bytes: [UInt8], at index: Int, depth: Int) {
      guard skippedDepth == nil, let first = bytes.first else { return }
      if isAfterBlock, let last = text.last, last > 0x20, first > 0x20 { text.append(0x20) }
      isAfterBlock = false
      let isParted = !segments.isEmpty && (least < lastDepth || least < depth)
      segments.append(
        Segment(
          event: index, start: text.count, count: bytes.count, isParted: isParted, word: word?.event ?? -1))
      text.append(contentsOf: bytes)
      least = depth
      lastDepth = depth
    }
    for index in start..<events.count {
      switch events[index] {
      case .start(let element):
        depth += 1
        if blocks.enter(index), word == nil, skippedDepth == nil { isAfterBlock = true }
        if skippedDepth == nil {
          if element.isSkipped, index > start {
            skippedDepth = depth
          } else if element.isBlank {
            text.append(0x20)
          } else if word == nil, element.isWord {
            word = (index, depth)
          }
        }
      case .end:
        if skippedDepth == depth { skippedDepth = nil }
        if word?.depth == depth { word = nil }
        if blocks.leave(), word == nil, skippedDepth == nil { isAfterBlock = true }
        depth -= 1
        least = min(least, depth)
        if depth == 0 { return }
      case .text(let bytes), .cdata(let bytes):
        add(bytes, at: index, depth: depth)
      case .reference: add(Self.unknown, at: index, depth: depth)
      case .comment, .instruction, .literal: break
      }
    }
  }

  /// A range without parts of characters; nil where nothing of it lies in the text.
  func aligned(_ range: Range<Int>) -> Range<Int>? {
    var (low, high) = (max(0, range.lowerBound), min(text.count, range.upperBound))
    guard low < high else { return nil }
    while low > 0, text[low] & 0xC0 == 0x80 { low -= 1 }
    while high < text.count, text[high] & 0xC0 == 0x80 { high += 1 }
    return low..<high
  }

  /// Whether the byte at a place is white space of XML.
  func isBlank(at place: Int) -> Bool {
    switch text[place] {
    case 0x20, 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  /// The first segment in an event or after it.
  func segment(from event: Int) -> Int {
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].event >= event { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The first segment that ends behind a place.
  func segment(behind place: Int) -> Int {
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].end > place { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension XMLElement {
  /// Whether the element stands for a blank.
  var isBlank: Bool {
    XMLPreset.blanks.contains { name.isLocally($0) } && attribute(Array("break".utf8)) != Array("no".utf8)
  }

  /// Whether the element is a word or a punctuation mark that the document marks itself.
  var isWord: Bool {
    name.isLocally(Self.word) || (name.isLocally(Self.punctuation) && name.namespace != Self.xliff)
  }

  static let word = Array("w".utf8)
  static let punctuation = Array("pc".utf8)
  /// XLIFF 2's `pc` is a pair of codes.
  private static let xliff = Array("urn:oasis:names:tc:xliff:document:2.0".utf8)
}
