import Checkpoints

/// Why a conversion cannot be checked as it was asked for.
package enum ConvertFault: Error, Sendable, Equatable {
  /// A task has no gold.
  case noGold(TaskName)
  /// A gold file does not say which of several tasks it is for.
  case goldOfWhat(String, tasks: [TaskName])
  /// Gold was given for a task that is not made.
  case strangeGold(TaskName, tasks: [TaskName])
  /// There is no gold for tasks of this kind.
  case cannotCheck(TaskName)
}
