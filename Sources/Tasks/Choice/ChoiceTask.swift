import Annotations
import Records
import Tokenizers

/// Which of a record's own choices fits its text best: `text` beside each of `choices`, a softmax over the head's
/// scores for them.
package struct ChoiceTask: AnnotationTask {
  private let tokenizer: Tokenizer
  private let windowing: Windowing
  private let listing: LabelListing

  /// A task over the logits of a multiple-choice head.
  package init(tokenizer: Tokenizer, windowing: Windowing, listing: LabelListing) {
    self.tokenizer = tokenizer
    self.windowing = windowing
    self.listing = listing
  }

  /// One window per choice; what is too long is cut, longest first, and the record says so.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    guard case .choices(let text, let choices) = fields, !choices.isEmpty else {
      throw .missingKey(wanted: ["choices"], present: [])
    }
    let pairs = TextPairs(tokenizer: tokenizer, windowing: windowing)
    let cut = pairs.cut(text, with: choices, keepsSecond: false, workspace: &workspace)
    return (cut.windows, Cut(choices: choices, truncatedTokens: cut.truncatedTokens))
  }

  /// The choice whose window has the largest logit.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    let logits = scores.map { $0.values.first ?? 0 }
    var label = listing.annotation(labels: cut.choices, scores: softmax(logits[...]), logits: logits)
    label.index = indexOfLargest(logits[...])
    return Annotation(.label(label), truncatedTokens: cut.truncatedTokens)
  }

  /// A record's choices, a window each.
  package struct Cut: Sendable {
    /// The choices.
    package let choices: [String]
    /// Tokens of the longest pair, specials included, where it had to be cut.
    let truncatedTokens: Int?
  }
}
