/// The schemes as tables, from `seqeval/scheme.py` 1.2.2.
extension SpanScheme {
  /// Where a span starts, goes on and ends, seen from a word and the one before it.
  struct Patterns {
    let start: [SpanPattern]
    let inside: [SpanPattern]
    let end: [SpanPattern]
  }

  /// The tags that the scheme has.
  var prefixes: Prefixes {
    switch self {
    case .iob1, .iob2: [.inside, .outside, .begin]
    case .ioe1, .ioe2: [.inside, .outside, .end]
    case .iobes: [.inside, .outside, .begin, .end, .single]
    case .bilou: [.inside, .outside, .begin, .last, .unit]
    }
  }

  /// The scheme's rules.
  var patterns: Patterns {
    switch self {
    case .iob1:
      Patterns(
        start: [
          SpanPattern(.outside, .inside, .any), SpanPattern(.inside, .inside, .different),
          SpanPattern(.begin, .inside, .any), SpanPattern(.inside, .begin, .same),
          SpanPattern(.begin, .begin, .same),
        ],
        inside: [SpanPattern(.begin, .inside, .same), SpanPattern(.inside, .inside, .same)],
        end: [
          SpanPattern(.inside, .inside, .different), SpanPattern(.inside, .outside, .any),
          SpanPattern(.inside, .begin, .any), SpanPattern(.begin, .outside, .any),
          SpanPattern(.begin, .inside, .different), SpanPattern(.begin, .begin, .same),
        ])
    case .iob2:
      Patterns(
        start: [SpanPattern(.any, .begin, .any)],
        inside: [SpanPattern(.begin, .inside, .same), SpanPattern(.inside, .inside, .same)],
        end: [
          SpanPattern(.inside, .outside, .any), SpanPattern(.inside, .inside, .different),
          SpanPattern(.inside, .begin, .any), SpanPattern(.begin, .outside, .any),
          SpanPattern(.begin, .inside, .different), SpanPattern(.begin, .begin, .any),
        ])
    case .ioe1:
      Patterns(
        start: [
          SpanPattern(.outside, .inside, .any), SpanPattern(.inside, .inside, .different),
          SpanPattern(.end, .inside, .any), SpanPattern(.end, .end, .same),
        ],
        inside: [SpanPattern(.inside, .inside, .same), SpanPattern(.inside, .end, .same)],
        end: [
          SpanPattern(.inside, .inside, .different), SpanPattern(.inside, .outside, .any),
          SpanPattern(.inside, .end, .different), SpanPattern(.end, .inside, .same),
          SpanPattern(.end, .end, .same),
        ])
    case .ioe2:
      Patterns(
        start: [
          SpanPattern(.outside, .inside, .any), SpanPattern(.outside, .end, .any),
          SpanPattern(.end, .inside, .any), SpanPattern(.end, .end, .any),
          SpanPattern(.inside, .inside, .different), SpanPattern(.inside, .end, .different),
        ],
        inside: [SpanPattern(.inside, .end, .same), SpanPattern(.inside, .inside, .same)],
        end: [SpanPattern(.end, .any, .any)])
    case .iobes:
      Patterns(
        start: [SpanPattern(.any, .begin, .any), SpanPattern(.any, .single, .any)],
        inside: [
          SpanPattern(.begin, .inside, .same), SpanPattern(.begin, .end, .same),
          SpanPattern(.inside, .inside, .same), SpanPattern(.inside, .end, .same),
        ],
        end: [SpanPattern(.single, .any, .any), SpanPattern(.end, .any, .any)])
    case .bilou:
      Patterns(
        start: [SpanPattern(.any, .begin, .any), SpanPattern(.any, .unit, .any)],
        inside: [
          SpanPattern(.begin, .inside, .same), SpanPattern(.begin, .last, .same),
          SpanPattern(.inside, .inside, .same), SpanPattern(.inside, .last, .same),
        ],
        end: [SpanPattern(.unit, .any, .any), SpanPattern(.last, .any, .any)])
    }
  }
}
