extension Wording {
  /// What a user should hear of a task.
  package static func of(_ warning: TaskWarning) -> String {
    switch warning {
    case .replacedTarget(let target, let token?):
      "--targets: '\(target)' is no token of the model, its first piece '\(token)' stands for it"
    case .replacedTarget(let target, nil):
      "--targets: '\(target)' is no token of the model and has no pieces, it is left out"
    }
  }
}
