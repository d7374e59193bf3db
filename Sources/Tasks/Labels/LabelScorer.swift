import Annotations
import Checkpoints
import Records

/// What a sequence head's logits mean.
package struct LabelScorer: Sendable {
  /// The function from logits to scores.
  package enum Function: Sendable, Equatable {
    /// One label of several.
    case softmax
    /// Any number of labels, or one.
    case sigmoid
    /// A regression's own values.
    case raw
  }

  private let labels: [String]
  private let function: Function
  private let listing: LabelListing

  /// Scores over `labels`; the function is softmax, sigmoid when the problem is multi-label or there is one label, raw for
  /// a regression (transformers' TextClassificationPipeline).
  package init(labels: [String], problemType: ProblemType?, listing: LabelListing) {
    self.labels = labels
    self.listing = listing
    function =
      switch problemType {
      case .regression: .raw
      case .multiLabel: .sigmoid
      case .singleLabel, nil: labels.count == 1 ? .sigmoid : .softmax
      }
  }

  /// The best label of one row of logits, `[labels]`, and as many others as were asked for.
  package func annotation(_ logits: [Float]) -> LabelAnnotation {
    let scores =
      switch function {
      case .softmax: softmax(logits[...])
      case .sigmoid: logits.map(sigmoid)
      case .raw: logits
      }
    return listing.annotation(labels: labels, scores: scores, logits: logits)
  }
}
