import Tokenizers

/// A way to encode a line, alone or with the one after it; `Fixtures/digests.py` has the same ones.
struct EncodingMode {
  var first: (String, String) -> Segment
  var second: ((String, String) -> Segment)?
  var truncation: Truncation?

  static func named(_ name: String) -> EncodingMode? {
    switch name {
    case "single": EncodingMode { a, _ in .text(a) }
    case "pair": EncodingMode(first: { a, _ in .text(a) }, second: { _, b in .text(b) })
    case "words": EncodingMode { a, _ in .words(a.words) }
    case "wordpair": EncodingMode(first: { a, _ in .words(a.words) }, second: { _, b in .words(b.words) })
    case "windows":
      EncodingMode(first: { a, _ in .text(a) }, truncation: Truncation(maximumLength: 48, overlap: 12))
    case "crossed":
      EncodingMode(
        first: { a, _ in .text(a.start(200)) }, second: { _, b in .text(b.start(200)) },
        truncation: Truncation(maximumLength: 26, overlap: 4))
    case "context":
      EncodingMode(
        first: { a, _ in .text(a.start(8)) }, second: { _, b in .text(b) },
        truncation: Truncation(maximumLength: 64, overlap: 16, strategy: .onlySecond))
    case "first":
      EncodingMode(
        first: { _, b in .text(b) }, second: { a, _ in .text(a.start(8)) },
        truncation: Truncation(maximumLength: 64, overlap: 16, strategy: .onlyFirst))
    default: nil
    }
  }

  /// The numbers of all windows of a line, in the order of `Fixtures/digests.py`.
  func numbers(_ tokenizer: Tokenizer, _ line: String, _ next: String) throws -> [Int] {
    var workspace = TokenizerWorkspace()
    return try numbers(tokenizer, line, next, workspace: &workspace)
  }

  /// The same in a worker's memory.
  func numbers(
    _ tokenizer: Tokenizer, _ line: String, _ next: String, workspace: inout TokenizerWorkspace
  ) throws -> [Int] {
    let first = first(line, next)
    let second = second?(line, next)
    let encoding = try tokenizer.encode(first, pair: second, truncation: truncation, workspace: &workspace)
    let maps = [first.offsetMaps, second?.offsetMaps ?? []]
    var numbers = [1 + encoding.overflowing.count]
    for window in encoding.windows {
      numbers.append(window.count)
      numbers += window.ids.map(Int.init)
      numbers += window.typeIDs.map(Int.init)
      for index in 0..<window.count {
        guard window.sequenceIDs[index] >= 0 else {
          numbers += [0, 0]
          continue
        }
        let sequence = maps[Int(window.sequenceIDs[index])]
        let map = sequence[sequence.count > 1 || first.isWords ? Int(window.wordIDs[index]) : 0]
        let range = map.convert(window.offsets[index])
        numbers += [range.lowerBound, range.upperBound]
      }
      numbers += window.wordIDs.map(Int.init)
      numbers += window.sequenceIDs.map(Int.init)
      numbers += window.isSpecial.map { $0 ? 1 : 0 }
    }
    return numbers
  }
}

extension Segment {
  fileprivate var isWords: Bool { if case .words = self { true } else { false } }

  /// A map a text: one, or one a word.
  fileprivate var offsetMaps: [OffsetMap] {
    switch self {
    case .text(let text): [OffsetMap(text, unit: .codePoints)]
    case .words(let words): words.map { OffsetMap($0, unit: .codePoints) }
    }
  }
}

extension String {
  /// What stands between blanks, empty ones too.
  fileprivate var words: [String] {
    utf8.split(separator: 0x20, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first scalars.
  fileprivate func start(_ count: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
