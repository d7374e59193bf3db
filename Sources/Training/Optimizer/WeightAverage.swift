/// Which mean of the parameters of all steps is measured and saved.
package enum WeightAverage: Sendable, Equatable {
  /// None: the latest.
  case none
  /// An exponential mean that keeps this share of itself at each step.
  case exponential(Double)
  /// The mean over this share of the steps, the last.
  case last(Double)

  /// The share by which the mean moves to the parameters at a step, from 1 on: 1 makes it the same.
  package func share(step: Int, total: Int) -> Double {
    switch self {
    case .none: return 1
    case .exponential(let kept):
      // At first the mean follows closely, so that the parameters of the start are soon forgotten.
      return 1 - min(kept, Double(1 + step) / Double(10 + step))
    case .last(let share):
      let first = total - Int((Double(total) * share).rounded())
      return step <= first + 1 ? 1 : 1 / Double(step - first)
    }
  }
}
