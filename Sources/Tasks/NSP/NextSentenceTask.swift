import Annotations
import Checkpoints
import Encoders
import Records
import Tokenizers

/// Whether the second text follows the first.
package struct NextSentenceTask: AnnotationTask {
  private let pair: PairTask

  /// What a head that was trained on two texts says about them, by output: BERT's whether the second follows the first
  /// or stood elsewhere, ALBERT's whether the two are in order or changed places.
  package static func labels(of kind: HeadKind) -> [String] {
    kind == .sentenceOrder ? ["ordered", "swapped"] : ["next", "random"]
  }

  /// A task over the two logits of a head of this kind.
  package init(tokenizer: Tokenizer, kind: HeadKind, windowing: Windowing, listing: LabelListing) {
    let scorer = LabelScorer(labels: Self.labels(of: kind), problemType: .singleLabel, listing: listing)
    pair = PairTask(tokenizer: tokenizer, labels: scorer, windowing: windowing, long: .truncate)
  }

  /// One window of both texts; a record with one text is a reject.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: PairTask.Cut
  ) {
    guard case .pair(_, .some) = fields else { throw .missingKey(wanted: ["text_pair"], present: ["text"]) }
    return try pair.prepare(fields, workspace: &workspace)
  }

  /// The label of the two texts.
  package func decode(_ cut: PairTask.Cut, _ scores: [Scores]) -> Annotation { pair.decode(cut, scores) }
}
