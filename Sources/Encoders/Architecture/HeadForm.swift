import Checkpoints
import Compute

/// A head as data: `output(norm(activation(dense(rows))))` with stages that may be absent. Every head of every
/// family is of this form.
package struct HeadForm: Sendable, Equatable {
  /// What it answers.
  package let kind: HeadKind
  /// The ends of the class names that have this head: `ForTokenClassification`.
  package let classes: [String]
  /// Which rows of a sequence it reads.
  package let rows: ReadRows
  /// The first stage; nil where the output layer reads the encoder's rows.
  package let dense: Dense?
  /// The epsilon of the norm `mlm.norm` after the activation; nil where there is none.
  package let normEpsilon: Float?
  /// The canonical prefix of the last linear layer; nil where there is none (the pooler's vector).
  package let output: String?

  /// The rows that a head reads.
  package enum ReadRows: Sendable, Equatable {
    /// Every token.
    case all
    /// Token 0.
    case first
    /// The tokens that are asked about.
    case chosen
  }

  /// A linear layer and its activation.
  package struct Dense: Sendable, Equatable {
    /// The canonical prefix of the layer's tensors.
    package let name: String
    /// What follows the layer.
    package let activation: Activation

    /// A layer called `name`, followed by `activation`.
    package init(_ name: String, _ activation: Activation) {
      self.name = name
      self.activation = activation
    }

    /// The encoder's own pooler.
    package static let pooler = Dense(TensorNames.pooler, .tanh)
  }

  /// Whether the output layer is the word table where the file holds no decoder of its own.
  package var isTied: Bool { kind == .maskedLM }

  /// The outputs that the kind must have; nil where labels decide.
  var fixedOutputs: Int? {
    switch kind {
    case .span, .nextSentence, .sentenceOrder: 2
    case .choice, .replacedToken: 1
    case .token, .sequence, .maskedLM, .pooled: nil
    }
  }
}

extension HeadForm {
  /// A label per token: `classifier` `[L, H]`.
  static let token = HeadForm(
    kind: .token, classes: ["ForTokenClassification"], rows: .all, dense: nil, normEpsilon: nil,
    output: "classifier")

  /// Start and end: `span` `[2, H]`.
  static let span = HeadForm(
    kind: .span, classes: ["ForQuestionAnswering"], rows: .all, dense: nil, normEpsilon: nil, output: "span")

  /// A label per sequence: a dense layer on token 0, then `output` `[L, H]`.
  static func sequence(dense: Dense, output: String) -> HeadForm {
    HeadForm(
      kind: .sequence, classes: ["ForSequenceClassification"], rows: .first, dense: dense, normEpsilon: nil,
      output: output)
  }

  /// A number per choice: a dense layer on token 0, then `classifier` `[1, H]`.
  static func choice(dense: Dense) -> HeadForm {
    HeadForm(
      kind: .choice, classes: ["ForMultipleChoice"], rows: .first, dense: dense, normEpsilon: nil,
      output: "classifier")
  }

  /// A token per mask: `mlm.dense` `[E, H]`, activation, `mlm.norm` `[E]`, the word table `[V, E]` and `mlm.bias` `[V]`.
  static func maskedLM(activation: Activation, normEpsilon: Float) -> HeadForm {
    HeadForm(
      kind: .maskedLM, classes: ["ForMaskedLM", "ForPreTraining"], rows: .chosen,
      dense: Dense(TensorNames.transform, activation), normEpsilon: normEpsilon,
      output: TensorNames.decoder)
  }

  /// Does B follow A: `nsp` `[2, H]` on the pooled token 0; index 0 says yes.
  static let nextSentence = HeadForm(
    kind: .nextSentence, classes: ["ForNextSentencePrediction", "ForPreTraining"], rows: .first,
    dense: .pooler,
    normEpsilon: nil, output: "nsp")

  /// Are A and B in order: `sop` `[2, H]` on the pooled token 0; index 0 says yes.
  static let sentenceOrder = HeadForm(
    kind: .sentenceOrder, classes: ["ForPreTraining"], rows: .first, dense: .pooler, normEpsilon: nil,
    output: "sop")

  /// Was a token replaced: `rtd.dense` `[H, H]`, activation, `rtd.output` `[1, H]`; a sigmoid gives the probability.
  static func replacedToken(activation: Activation) -> HeadForm {
    HeadForm(
      kind: .replacedToken, classes: ["ForPreTraining"], rows: .all, dense: Dense("rtd.dense", activation),
      normEpsilon: nil, output: "rtd.output")
  }

  /// The pooler's vector.
  static let pooled = HeadForm(
    kind: .pooled, classes: ["Model"], rows: .first, dense: .pooler, normEpsilon: nil, output: nil)
}
