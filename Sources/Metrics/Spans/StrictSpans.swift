/// Spans read strictly by a scheme: what the scheme does not allow is not a span.
package enum StrictSpans {
  /// The spans of a sequence of labels in `scheme`.
  ///
  /// Source: `Tokens.entities` in seqeval 1.2.2 with its pattern tables, oddities of IOE1 included.
  package static func spans(
    _ labels: [String], scheme: SpanScheme, types: inout LabelIndex
  ) throws(MetricsError) -> [LabelSpan] {
    var tokens: [Token] = []
    tokens.reserveCapacity(labels.count + 1)
    for label in labels { tokens.append(try Token(label, scheme, &types)) }
    let outside = Token(prefix: .outside, type: types.number(of: "_"))
    tokens.append(outside)
    let patterns = scheme.patterns
    var spans: [LabelSpan] = []
    var previous = outside
    var place = 0
    while place < tokens.count {
      let token = tokens[place]
      if matches(patterns.start, previous, token) {
        var end = place + 1
        while end < tokens.count, matches(patterns.inside, tokens[end - 1], tokens[end]) { end += 1 }
        if end == tokens.count { end = tokens.count - 2 }
        if matches(patterns.end, tokens[end - 1], tokens[end]) {
          spans.append(LabelSpan(words: place..<end, type: token.type))
        }
        place = end
      } else {
        place += 1
      }
      previous = tokens[place - 1]
    }
    return spans
  }

  /// A label taken apart.
  private struct Token {
    let prefix: Prefixes
    let type: Int

    init(prefix: Prefixes, type: Int) {
      self.prefix = prefix
      self.type = type
    }

    init(_ label: String, _ scheme: SpanScheme, _ types: inout LabelIndex) throws(MetricsError) {
      guard let first = label.unicodeScalars.first, let prefix = Prefixes(first) else {
        throw .noPrefix(label: label)
      }
      guard scheme.prefixes.contains(prefix) else { throw .outsideScheme(label: label, scheme: scheme) }
      var name = label.utf8.dropFirst()
      while name.first == UInt8(ascii: "-") { name.removeFirst() }
      while name.last == UInt8(ascii: "-") { name.removeLast() }
      self.prefix = prefix
      type = types.number(of: name.isEmpty ? "_" : String(Substring(name)))
    }
  }

  private static func matches(_ patterns: [SpanPattern], _ previous: Token, _ token: Token) -> Bool {
    patterns.contains { pattern in
      pattern.previous.contains(previous.prefix) && pattern.current.contains(token.prefix)
        && pattern.types.allows(previous.type == token.type)
    }
  }
}

/// The tags in front of types.
struct Prefixes: OptionSet {
  let rawValue: UInt8

  static let inside = Prefixes(rawValue: 1)
  static let outside = Prefixes(rawValue: 2)
  static let begin = Prefixes(rawValue: 4)
  static let end = Prefixes(rawValue: 8)
  static let single = Prefixes(rawValue: 16)
  static let unit = Prefixes(rawValue: 32)
  static let last = Prefixes(rawValue: 64)
  static let any = Prefixes(rawValue: 127)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The tag written as `letter`.
  init?(_ letter: Unicode.Scalar) {
    switch letter {
    case "I": self = .inside
    case "O": self = .outside
    case "B": self = .begin
    case "E": self = .end
    case "S": self = .single
    case "U": self = .unit
    case "L": self = .last
    default: return nil
    }
  }
}

/// Two neighbouring tags and whether their types must be equal.
struct SpanPattern {
  enum Types {
    case same
    case different
    case any

    func allows(_ areSame: Bool) -> Bool {
      switch self {
      case .same: areSame
      case .different: !areSame
      case .any: true
      }
    }
  }

  let previous: Prefixes
  let current: Prefixes
  let types: Types

  init(_ previous: Prefixes, _ current: Prefixes, _ types: Types) {
    self.previous = previous
    self.current = current
    self.types = types
  }
}
