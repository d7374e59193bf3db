import Checkpoints
import Tasks
import Testing

@Suite struct TaskTableTests {
  /// The compiler does not see a missing row.
  @Test(arguments: TaskName.allCases) func everyTaskHasARow(_ name: TaskName) {
    #expect(name.entry.name == name)
  }

  @Test(arguments: TaskName.allCases) func whatIsJudgedIsMeasured(_ name: TaskName) {
    let evaluation = name.entry.evaluation
    #expect(
      (evaluation?.judged ?? []).allSatisfy { $0.allSatisfy(evaluation?.metrics.contains ?? { _ in false }) })
    #expect(evaluation == nil || evaluation?.judged.isEmpty == false)
  }
}
