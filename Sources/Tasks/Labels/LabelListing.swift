import Annotations
import Records

/// Which labels of a record are listed beside the best one.
package struct LabelListing: Sendable, Equatable {
  /// How many; nil lists none unless there is a threshold.
  package var topK: Int?
  /// The least score of a listed label; nil where any will do.
  package var threshold: Float?
  /// Whether raw scores are kept.
  package var withLogits = false

  /// None.
  package init() {}

  /// The best of `labels` by its score, and as many others, best first, as were asked for. Of equal scores the label that
  /// comes first wins.
  package func annotation(labels: [String], scores: [Float], logits: [Float]) -> LabelAnnotation {
    let best = indexOfLargest(scores[...]) ?? 0
    var ranked: [LabelScore]?
    if topK != nil || threshold != nil {
      ranked = scores.indices.filter { scores[$0] >= threshold ?? -.infinity }
        .sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(topK ?? .max)
        .map { LabelScore(label: labels[$0], score: scores[$0]) }
    }
    return LabelAnnotation(
      label: labels[best], score: scores[best], scores: ranked, logits: withLogits ? logits : nil)
  }
}
