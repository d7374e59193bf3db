/// Why training cannot start, or not continue.
package enum TrainingFault: Error, Sendable, Equatable {
  /// What went wrong in a step.
  package enum Divergence: Sendable, Equatable {
    /// The loss of a head is not a number.
    case loss(head: String, Double)
    /// The norm of the gradients is not a number.
    case norm(Double)
    /// The norms of the gradients are many times those of before.
    case explosion(Double)
    /// All records of a head's dev files got one class.
    case oneClass(head: String, label: String)
  }

  /// A step diverged; `records` are those that it learned.
  case diverged(step: Int, Divergence, records: [String])
  /// None of a step's records has a target.
  case emptyStep(step: Int, records: [String])
  /// A head has no record to learn from.
  case noRecords(files: [String], read: Int, rejects: [String: Int])
  /// All gold of a head is one class.
  case oneClass(files: [String], label: String)
  /// A gold label of the training files that the list of labels lacks.
  case unlistedLabel(String, file: String, line: Int, list: String)
  /// The output's file system has too little room.
  case noRoom(folder: String, needed: Int, free: Int)
  /// Another run has the output folder.
  case locked(folder: String)
  /// A state that cannot be resumed: `what` differs.
  case otherRun(folder: String, what: String, was: String, now: String)
  /// A state that cannot be read.
  case brokenState(path: String)
  /// A part of the model to freeze that it does not have.
  case noSuchPart(String)
  /// Nothing is left to train.
  case allFrozen
  /// A metric that no head has.
  case unknownMetric(String, known: [String])
  /// A model that the task cannot be trained on.
  case noHead(task: String, family: String)
  /// Training files are read more than once.
  case standardInput
}
