import Annotations
import Records
import Tasks
import Testing

@Suite struct LabelScorerTests {
  private let labels = ["a", "b", "c"]
  private let logits: [Float] = [0, 2, -1]

  private func listing(topK: Int? = nil, threshold: Float? = nil) -> LabelListing {
    var listing = LabelListing()
    listing.topK = topK
    listing.threshold = threshold
    return listing
  }

  @Test func listsLabelsOverAThreshold() {
    let scorer = LabelScorer(labels: labels, problemType: .multiLabel, listing: listing(threshold: 0.5))
    let found = scorer.annotation(logits)
    #expect(found.label == "b")
    #expect(found.scores?.map(\.label) == ["b", "a"])
    #expect(found.scores?.map(\.score) == [0.8807971, 0.5])
  }

  @Test func listsNoLabelUnderTheThreshold() {
    let scorer = LabelScorer(labels: labels, problemType: .multiLabel, listing: listing(threshold: 0.9))
    #expect(scorer.annotation(logits).scores == [])
    #expect(scorer.annotation(logits).label == "b")
  }

  @Test func takesTheSmallerOfThresholdAndCount() {
    let scorer = LabelScorer(
      labels: labels, problemType: .multiLabel, listing: listing(topK: 1, threshold: 0.1))
    #expect(scorer.annotation(logits).scores?.map(\.label) == ["b"])
  }

  @Test func givesOneLabelItsSigmoid() {
    let scorer = LabelScorer(labels: ["yes"], problemType: nil, listing: listing())
    #expect(scorer.annotation([0]) == LabelAnnotation(label: "yes", score: 0.5))
  }

  @Test func leavesRegressionAsItIs() {
    let scorer = LabelScorer(labels: ["stars"], problemType: .regression, listing: listing())
    #expect(scorer.annotation([3.25]) == LabelAnnotation(label: "stars", score: 3.25))
  }

  @Test func listsNothingUnasked() {
    let scorer = LabelScorer(labels: labels, problemType: nil, listing: listing())
    #expect(scorer.annotation(logits).scores == nil)
  }
}
