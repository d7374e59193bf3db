/// Why a model cannot do a task as asked.
package enum TaskFault: Error, Sendable, Equatable {
  /// A window is larger than the model's limit.
  case windowOverLimit(window: Int, limit: Int)
  /// An overlap leaves nothing of the window to move on by.
  case overlapOverRoom(overlap: Int, room: Int)
  /// The tokenizer has no mask.
  case noMaskToken
  /// None of the targets of `fill-mask` is or begins with a token.
  case noTargets([String])
  /// Labels of one's own need a head one of whose labels says that a text entails a hypothesis; `labels` are its own.
  case noEntailment(labels: [String])
  /// A template has no place for the label.
  case templateWithoutPlace(String)
  /// Entities were asked for of a head that says for each token whether it was replaced.
  case entitiesOfReplacements
  /// The layers after pooling do not fit the width of what is pooled.
  case layerWidth(inputs: Int, width: Int)
}
