import Checkpoints
import Faults

extension ModelError: Fault {
  /// The model cannot be used, or there is no memory for it.
  package var status: ExitStatus {
    if case .checkpoint(let error) = self { error.status } else { .badConfiguration }
  }

  /// Why the files of a folder do not make a model.
  package var message: String {
    switch self {
    case .checkpoint(let error): error.message
    case .compute(let error): error.message
    case .unknownFamily(let path, let modelType, let known):
      "\(path): 'model_type' is \(modelType.map { "'\($0)'" } ?? "missing"), expected \(Phrase.choice(known))"
    case .noHead(let path, let wanted, let missing, let holds):
      "\(path): no \(wanted.map(\.rawValue).joined(separator: " or ")) head"
        + (missing.map { ": tensor '\($0)' is missing" } ?? "") + "; the file has \(heads(holds))"
        + commands(for: holds)
    case .missingTensor(let path, let tensor, let holds):
      "\(path): tensor '\(tensor)' of the encoder is missing; the file has \(heads(holds))"
    case .labelCount(let path, let tensor, let rows, let expected):
      "\(path): tensor '\(tensor)' has \(Phrase.count(rows, "row")), expected \(expected), one a label"
    case .architecturesDiffer(let first, let second):
      "\(first) and \(second) have encoders of different sizes or settings, they cannot share one"
    case .encodersDiffer(let first, let second, let tensor):
      "\(first) and \(second) have different encoders (tensor '\(tensor)' differs), they cannot share one"
    case .tokenizersDiffer(let first, let second, let file):
      "\(first) and \(second) have different tokenizers ('\(file)' differs), they cannot share one"
    case .sameTaskName(let name, let first, let second):
      "\(first) and \(second) would both be written as task '\(name)', convert them apart"
    case .taskWithinTask(let path):
      "\(path): a task's encoder must be an encoder's folder, not another task's"
    }
  }
}

/// The commands that read the heads, the pooled one's apart: any encoder has that.
private func commands(for kinds: [HeadKind]) -> String {
  var tasks: [String] = []
  for kind in kinds where kind != .pooled && !tasks.contains(kind.task.rawValue) {
    tasks.append(kind.task.rawValue)
  }
  return tasks.isEmpty ? "" : ", use " + Phrase.choice(tasks.map { "bertrun \($0)" })
}

private func heads(_ kinds: [HeadKind]) -> String {
  kinds.isEmpty ? "no head" : "the heads " + Phrase.list(kinds.map(\.rawValue))
}
