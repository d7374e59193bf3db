import Annotations
import Checkpoints
import Records
import Tokenizers

/// The class or the number of one text or two, for the row of token 0.
package struct PairLearning: LearnableTask {
  private let task: PairTask
  private let labels: LabelSet
  private let problem: ProblemType

  /// What separates labels that hold together, where the gold has one value for all of them.
  package static let separator: Character = "|"

  /// A task whose gold has these labels, or is a number.
  package init(_ task: PairTask, labels: LabelSet, problem: ProblemType) {
    self.task = task
    self.labels = labels
    self.problem = problem
  }

  /// The task's own.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: PairTask.Cut
  ) {
    try task.prepare(fields, workspace: &workspace)
  }

  /// The task's own.
  package func decode(_ cut: PairTask.Cut, _ scores: [Scores]) -> Annotation { task.decode(cut, scores) }

  /// One target for the one row.
  package func targets(
    _ cut: PairTask.Cut, _ windows: [Window], _ gold: Gold
  ) throws(TargetFault) -> LearnedTargets {
    guard case .label(let label) = gold else { throw .otherGold }
    guard let label else { throw .noGold }
    let target = try target(label)
    var targets = LearnedTargets(windows.map { _ in target })
    targets.isTruncated = cut.truncatedTokens != nil
    return targets
  }

  private func target(_ label: String) throws(TargetFault) -> WindowTargets {
    switch problem {
    case .singleLabel: return .classes([try number(of: label)])
    case .multiLabel:
      var marks = [Float](repeating: 0, count: labels.names.count)
      for part in Self.parts(label) { marks[Int(try number(of: part))] = 1 }
      return .marks(marks)
    case .regression:
      guard let number = Float(label), number.isFinite else { throw .notANumber(label) }
      return .number(number)
    }
  }

  /// The labels that one value names together.
  package static func parts(_ label: String) -> [String] {
    label.split(separator: separator).map(String.init)
  }

  private func number(of label: String) throws(TargetFault) -> Int32 {
    guard let number = labels.number(of: label) else { throw .unknownLabel(label) }
    return number
  }
}
