import Records
import Tokenizers

/// Which of a record's own choices fits its text best: `text` beside each of `choices`, a softmax over what the head
/// says of them.
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

  /// A window a choice; what is too long is cut, longest first, and the record says so.
  package func prepare(_ fields: Fields) throws(Reject.Reason) -> PreparedRecord {
    guard case .choices(let text, let choices) = fields, !choices.isEmpty else {
      throw .missingKey(wanted: ["choices"], present: [])
    }
    let pairs = TextPairs(tokenizer: tokenizer, windowing: windowing)
    let cut = pairs.cut(text, with: choices, keepsSecond: false)
    return PreparedRecord(windows: cut.windows) { [listing] scores in
      let logits = scores.map { $0.values.first ?? 0 }
      var label = listing.annotation(labels: choices, scores: softmax(logits[...]), logits: logits)
      label.index = indexOfLargest(logits[...])
      return Annotation(.label(label), truncatedTokens: cut.truncatedTokens)
    }
  }
}
