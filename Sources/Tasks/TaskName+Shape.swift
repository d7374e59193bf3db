import Checkpoints
import Records

extension TaskName {
  /// What the task needs of a record.
  package var shape: FieldSelection.Shape {
    switch self {
    case .tag, .embed: .textOrWords
    case .qa: .question
    case .pair: .pairOrText
    case .fillMask: .text
    case .nsp: .pair
    }
  }
}
