/// Why a request makes no sense, though each of its flags does.
package enum RequestFault: Error, Sendable, Equatable {
  /// Two inputs would be written to one file of the output folder.
  case sameOutput(String, String)
  /// One rejects file was named for several outputs.
  case sharedRejects
  /// One file of best answers or null scores was named for several outputs.
  case sharedBesides
  /// Resuming was asked for with standard input or output.
  case resumeStream
  /// A window is larger than the model's limit.
  case windowOverLimit(window: Int, limit: Int)
  /// An overlap leaves nothing of the window to move on by.
  case overlapOverRoom(overlap: Int, room: Int)
  /// The model has no head for the task; `heads` are those that it has.
  case wrongTask(asked: String, heads: [String])
  /// The tokenizer has no mask.
  case noMaskToken
  /// None of the targets of `fill-mask` is or begins with a token.
  case noTargets([String])
  /// Labels of one's own need a head one of whose labels says that a text entails a hypothesis; `labels` are its own.
  case noEntailment(labels: [String])
  /// A template has no place for the label.
  case templateWithoutPlace(String)
  /// Entities were asked for of a head that says of each token whether it was replaced.
  case entitiesOfReplacements
  /// An array of vectors was asked for elsewhere than in one output file.
  case arrayNeedsFile
  /// An array of vectors was asked for in a file whose name ends in `.gz`.
  case arrayCannotBeGzip
  /// An array was asked for of a vector a token.
  case arrayOfTokens
  /// The layers after pooling do not fit the width of what is pooled.
  case layerWidth(inputs: Int, width: Int)
}
