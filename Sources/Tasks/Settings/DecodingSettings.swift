import Tokenizers

/// Windows and decoding; nil is the task's default.
package struct DecodingSettings: Sendable {
  /// Tokens of a window, specials included.
  package var window: Int?
  /// Tokens that neighbouring windows share.
  package var overlap: Int?
  /// Tokens of the longest answer.
  package var maximumAnswer: Int?
  /// Answers or labels to list beside the best; nil lists none, `Int.max` all.
  package var topK: Int?
  /// The null answer is given when its logit is more than this above the best span's.
  package var nullThreshold: Float?
  /// What happens to a pair or text over the limit.
  package var long: LongText?
  /// Labels whose score is at least this are listed; with labels of one's own, any number of them can hold.
  package var threshold: Float?
  /// Labels of one's own for a head of natural language inference; nil for the head's labels.
  package var labels: [String]?
  /// The hypothesis that a label of one's own makes, with `{}` in its place.
  package var template: String?
  /// The only candidates for a mask; nil where all tokens are.
  package var targets: [String]?
  /// How hidden states become vectors; nil is what the model's folder says.
  package var pooling: PoolingChoice?
  /// Whether vectors are scaled to length one although the model's folder does not say so.
  package var normalizes = false
  /// Whether raw logits are written.
  package var logits = false
  /// The unit of offsets.
  package var offsets: OffsetMap.Unit = .codePoints
  /// Hugging Face's grouping of tokens into entities; nil is bertrun's own form.
  package var aggregation: Aggregation?

  /// Whether a head that compares two texts may be given one, whose key the user named.
  package var takesOneText = false

  /// All at their defaults.
  package init() {}
}

/// How hidden states become vectors, as the command line spells it.
package enum PoolingChoice: String, Sendable, CaseIterable {
  /// The first token's.
  case cls
  /// The mean of all tokens'.
  case mean
  /// The largest value of each column.
  case max
  /// The model's own pooler.
  case pooler
  /// One vector per token.
  case none
}
