/// Decoding as the pipelines of transformers 4.57 do it: same groups, same words, same scores.
///
/// Plain functions over plain values. All offsets are code points of the text; scores are worked out in 32-bit floats
/// and summed in NumPy's order, because ties and thresholds are decided on those very bits. Where NumPy leaves an
/// order to chance (equal scores in a partial sort) the earlier position comes first.
///
/// Source: `transformers/pipelines/{token_classification,question_answering,text_classification}.py` at 4.57.1.
package enum HuggingFace {}

/// A text as code points, cut as Python cuts a string.
package struct CodePoints: Sendable {
  private let scalars: [Unicode.Scalar]

  /// The code points of `text`.
  package init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The number of code points.
  package var count: Int { scalars.count }

  /// The code points from `start` up to `end`; places beyond the text are left out, and a start past the end is empty.
  package func slice(_ start: Int, _ end: Int) -> String {
    let bounds = (max(0, min(start, count)), max(0, min(end, count)))
    guard bounds.0 < bounds.1 else { return "" }
    return String(String.UnicodeScalarView(scalars[bounds.0..<bounds.1]))
  }

  /// Whether a blank (U+0020) is between `start` and `end`.
  func hasBlank(_ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    return scalars[max(0, min(start, count))..<max(0, min(end, count))].contains(" ")
  }
}
