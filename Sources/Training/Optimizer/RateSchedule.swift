import Foundation

/// How the rate changes over the steps.
package enum RateSchedule: String, Sendable, CaseIterable {
  /// Down to zero in a line.
  case linear
  /// Down to zero in half a wave.
  case cosine
  /// Not at all.
  case constant

  /// The share of the full rate at a step, counted from 1 on: first up in a line over `warmup` steps, then as the case says. It
  /// is never zero before the last step.
  package func factor(step: Int, warmup: Int, total: Int) -> Double {
    if step <= warmup { return Double(step) / Double(warmup + 1) }
    let done = Double(step - 1 - warmup) / Double(max(1, total - warmup))
    switch self {
    case .linear: return max(0, 1 - done)
    case .cosine: return 0.5 * (1 + cos(.pi * min(1, done)))
    case .constant: return 1
    }
  }
}
