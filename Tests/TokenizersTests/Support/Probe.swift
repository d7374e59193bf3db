import Tokenizers

/// The stages before a model, seen through a model that knows bytes alone: the ids of its tokens are the bytes that reached it,
/// their words are the pieces that the text was cut into, and their offsets are what each byte stands for.
struct Probe {
  private let tokenizer: Tokenizer

  /// A part of the text as it reached the model, and the bytes of the given text that it stands for.
  struct Part: Equatable, CustomStringConvertible {
    /// Compared as scalars: texts compare as equal where they are only equivalent.
    private let scalars: [Unicode.Scalar]
    private let range: Range<Int>

    init(_ text: String, _ range: Range<Int>) {
      scalars = Array(text.unicodeScalars)
      self.range = range
    }

    var text: String { String(String.UnicodeScalarView(scalars)) }

    var description: String {
      let text = scalars.map { $0.escaped(asASCII: true) }.joined()
      return "(\"\(text)\", \(range.lowerBound)..<\(range.upperBound))"
    }
  }

  /// Stages as `tokenizer.json` writes them.
  init(normalizer: String = "null", preTokenizer: String = "null", addedTokens: String = "[]") throws {
    tokenizer = try Self.tokenizer(
      normalizer: normalizer, preTokenizer: preTokenizer, addedTokens: addedTokens)
  }

  /// The tokenizer that a probe looks through.
  static func tokenizer(
    normalizer: String = "null", preTokenizer: String = "null", addedTokens: String = "[]"
  ) throws -> Tokenizer {
    let entries = (0..<256).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "\"<0x\(byte < 16 ? "0" : "")\(digits)>\":\(byte)"
    }
    return try Tokenizer(
      json: Samples.json(
        model:
          #"{"type":"BPE","byte_fallback":true,"merges":[],"vocab":{\#(entries.joined(separator: ","))}}"#,
        addedTokens: addedTokens, normalizer: normalizer, preTokenizer: preTokenizer))
  }

  /// The pieces that a text is cut into; an added token is written as its content.
  func pieces(of text: String) -> [Part] {
    let tokens = tokenizer.tokenize(.text(text))
    return Set(tokens.wordIDs).sorted().map { word in
      part(tokens, tokens.ids.indices.filter { tokens.wordIDs[$0] == word })
    }
  }

  /// The scalars of the text as it reached the model.
  func scalars(of text: String) -> [Part] {
    let tokens = tokenizer.tokenize(.text(text))
    var parts: [Part] = []
    var start = 0
    for end in 1..<max(tokens.count + 1, 1) where end == tokens.count || tokens.ids[end] & 0xC0 != 0x80 {
      parts.append(part(tokens, Array(start..<end)))
      start = end
    }
    return parts
  }

  private func part(_ tokens: Tokens, _ places: [Int]) -> Part {
    let ids = places.map { tokens.ids[$0] }
    let text =
      ids.contains { $0 > 0xFF }
      ? tokenizer.token(of: ids[0]) ?? "" : String(decoding: ids.map { UInt8($0) }, as: UTF8.self)
    let ranges = places.map { tokens.offsets[$0].range }
    let start = ranges.map(\.lowerBound).min() ?? 0
    return Part(text, start..<(ranges.map(\.upperBound).max() ?? start))
  }
}
