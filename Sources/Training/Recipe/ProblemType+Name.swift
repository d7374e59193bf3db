import Checkpoints

extension ProblemType {
  /// What recipes call it.
  package var recipeName: String {
    switch self {
    case .singleLabel: "single"
    case .multiLabel: "multi"
    case .regression: "regression"
    }
  }
}
