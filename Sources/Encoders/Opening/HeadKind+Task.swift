import Checkpoints

extension HeadKind {
  /// The kinds of head that a task can read, the usual one first.
  package static func kinds(for task: TaskName) -> [HeadKind] {
    switch task {
    case .tag: [.token, .replacedToken]
    case .qa: [.span]
    case .pair: [.sequence, .choice]
    case .fillMask: [.maskedLM]
    case .nsp: [.nextSentence, .sentenceOrder]
    case .embed: [.pooled]
    }
  }

  /// The task that reads a head of this kind.
  package var task: TaskName {
    switch self {
    case .token, .replacedToken: .tag
    case .span: .qa
    case .sequence, .choice: .pair
    case .maskedLM: .fillMask
    case .nextSentence, .sentenceOrder: .nsp
    case .pooled: .embed
    }
  }
}
