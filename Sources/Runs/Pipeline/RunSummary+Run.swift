import BatchRuntime
import Checkpoints
import Reporting
import Tasks

extension RunSummary {
  /// Nothing done yet by a task on its model.
  package init(_ task: TaskName, _ model: TaskModel, threads: Int) {
    self.init(
      task: task.rawValue, precision: model.precision.rawValue,
      instructionSet: model.instructionSet.rawValue, threads: threads)
  }

  /// Notes how long a run took that began at `start`, what its workers did, and which windows they need not compute.
  package mutating func close(
    since start: ContinuousClock.Instant, _ statistics: RunStatistics, _ memory: WindowMemory
  ) {
    seconds = (ContinuousClock.now - start).seconds
    work.batches = statistics.batches
    let windows = memory.takeCounts()
    work.windows = windows.computed
    work.knownWindows = windows.known
    work.rows = statistics.rows
    work.tiledRows = statistics.tiledRows
    work.preparing = statistics.preparing.seconds
    work.computing = statistics.computing.seconds
    work.finishing = statistics.finishing.seconds
    work.waiting = statistics.waiting.seconds
  }
}
