import Annotations
import Records
import Tokenizers

/// Labels that a model of natural language inference never saw: each makes a hypothesis, and the label whose hypothesis
/// the text entails most wins (transformers' ZeroShotClassificationPipeline).
package struct ZeroShotTask: AnnotationTask {
  /// What takes the label's place in a template.
  package static let placeholder = "{}"
  /// The template of transformers.
  package static let defaultTemplate = "This example is {}."

  /// The outputs of a head that say whether a text entails a hypothesis, by the names of its labels.
  package struct Inference: Sendable, Equatable {
    /// The output that says yes.
    package let entailment: Int
    /// The output that says no; nil where the head has none by that name.
    package let contradiction: Int?

    /// Finds the outputs by name; nil where no label begins with `entail`.
    package init?(labels: [String]) {
      func first(_ beginnings: String...) -> Int? {
        labels.firstIndex { label in
          beginnings.contains { label.lowercased().utf8.starts(with: $0.utf8) }
        }
      }
      guard let entailment = first("entail") else { return nil }
      self.entailment = entailment
      contradiction = first("contradict") ?? first("not", "non", "no_")
    }
  }

  /// What is asked.
  package struct Question: Sendable, Equatable {
    /// The labels.
    package var labels: [String]
    /// The hypothesis, with `{}` where the label goes.
    package var template: String
    /// Whether any number of the labels can hold: then each is weighed against its own contradiction.
    package var isMultiLabel: Bool

    /// One of `labels` holds.
    package init(
      labels: [String], template: String = ZeroShotTask.defaultTemplate, isMultiLabel: Bool = false
    ) {
      self.labels = labels
      self.template = template
      self.isMultiLabel = isMultiLabel
    }

    /// The hypothesis of a label.
    func hypothesis(_ label: String) -> String {
      let pieces = template.split(separator: ZeroShotTask.placeholder, omittingEmptySubsequences: false)
      return pieces.joined(separator: label)
    }
  }

  private let tokenizer: Tokenizer
  private let windowing: Windowing
  private let inference: Inference
  private let question: Question
  private let listing: LabelListing
  private let withSequence: Bool

  /// A task over the logits of an inference head. `withSequence` keeps the text for the pipeline's own shape.
  package init(
    tokenizer: Tokenizer, windowing: Windowing, inference: Inference, question: Question,
    listing: LabelListing,
    withSequence: Bool = false
  ) {
    self.tokenizer = tokenizer
    self.windowing = windowing
    self.inference = inference
    self.question = question
    self.listing = listing
    self.withSequence = withSequence
  }

  /// One window per label; a text too long is cut, never the hypothesis, and the record says so.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    guard case .text(let text) = fields else { throw .missingKey(wanted: ["text", "sentence"], present: []) }
    let pairs = TextPairs(tokenizer: tokenizer, windowing: windowing)
    let cut = pairs.cut(
      text, with: question.labels.map(question.hypothesis), keepsSecond: true, workspace: &workspace)
    return (cut.windows, Cut(text: text, truncatedTokens: cut.truncatedTokens))
  }

  /// The label whose hypothesis the text entails most.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    let labelScores = self.scores(scores.map(\.values))
    var label = listing.annotation(
      labels: question.labels, scores: labelScores,
      logits: scores.map { $0.values[inference.entailment] })
    if withSequence {
      label.sequence = cut.text
      label.scores =
        label.scores
        ?? LabelListing.all.annotation(labels: question.labels, scores: labelScores, logits: []).scores
    }
    return Annotation(.label(label), truncatedTokens: cut.truncatedTokens)
  }

  /// A text, in one window per label.
  package struct Cut: Sendable {
    /// The text.
    package let text: String
    /// Tokens of the longest pair, specials included, where it had to be cut.
    let truncatedTokens: Int?
  }

  /// The score of each label, from the logits of its window.
  private func scores(_ logits: [[Float]]) -> [Float] {
    guard question.isMultiLabel || question.labels.count == 1 else {
      return softmax(logits.map { $0[inference.entailment] }[...])
    }
    return logits.map { logits in
      // A head without a name for "no" has its other outputs against it.
      guard let contradiction = inference.contradiction else {
        return softmax(logits[...])[inference.entailment]
      }
      return softmax([logits[contradiction], logits[inference.entailment]])[1]
    }
  }
}

extension LabelListing {
  /// Every label.
  static var all: LabelListing {
    var listing = LabelListing()
    listing.topK = .max
    return listing
  }
}
