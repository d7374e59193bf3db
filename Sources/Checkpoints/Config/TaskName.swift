/// The tasks that a task folder can hold, spelled as in `task.json` and as the commands.
package enum TaskName: String, Sendable, CaseIterable {
  case tag
  case qa
  case pair
  case fillMask = "fill-mask"
  case nsp
  case embed

  /// The kinds of head that the task can read, the usual one first.
  package var heads: [HeadKind] {
    switch self {
    case .tag: [.token, .replacedToken]
    case .qa: [.span]
    case .pair: [.sequence, .choice]
    case .fillMask: [.maskedLM]
    case .nsp: [.nextSentence, .sentenceOrder]
    case .embed: [.pooled]
    }
  }
}
