import Faults

extension TaskFault: Fault {
  /// A usage error, whichever it is.
  package var status: ExitStatus { .usage }

  /// Why a model cannot do a task as asked.
  package var message: String {
    switch self {
    case .windowOverLimit(let window, let limit):
      "--window '\(window)' is over the model's limit of \(Phrase.count(limit, "token"))"
    case .overlapOverRoom(let overlap, let room):
      "--overlap '\(overlap)' must be smaller than the \(Phrase.count(room, "token")) that a window has for the text"
    case .noMaskToken: "the model's tokenizer has no mask token, fill-mask needs one"
    case .noTargets(let targets): "--targets: none of \(Phrase.list(targets)) is a token of the model"
    case .noEntailment(let labels):
      "--labels needs a head with a label that begins with 'entail', this one's labels are "
        + (labels.isEmpty ? "none" : Phrase.list(labels))
    case .templateWithoutPlace(let template): "--template '\(template)' has no '{}' for the label"
    case .entitiesOfReplacements:
      "--aggregate groups entities, this model says for each token whether it was replaced"
    case .layerWidth(let inputs, let width):
      "modules.json: a dense layer takes vectors of \(inputs), pooling gives \(width)"
    }
  }
}

extension TaskWarning {
  /// What a user should read about a task.
  package var message: String {
    switch self {
    case .replacedTarget(let target, let token?):
      "--targets: '\(target)' is not a token of the model, its first piece '\(token)' is used"
    case .replacedTarget(let target, nil):
      "--targets: '\(target)' is not a token of the model and has no pieces, it is skipped"
    }
  }
}
