import Faults
import Foundation

/// How far a training run is, in words:
/// `step 120/2500 · tag 0.21 qa 2.9 · 2,410 tok/s · dev tag 96.1 (best, step 100) · 1 h 12 left`.
package struct TrainingProgress: Sendable {
  /// The latest step.
  package var step = 0
  /// Steps in all.
  package var steps: Int
  /// The latest loss of each head, in the order of the heads.
  package var losses: [(head: String, loss: Double)] = []
  /// Tokens a second.
  package var rate = 0.0
  /// The latest figure of each head.
  package var dev: [(head: String, value: Double)] = []
  /// The step of the best.
  package var bestStep: Int?
  /// Whether the latest figures are the best.
  package var isBest = false
  /// Seconds that are left; nil where that is not known.
  package var secondsLeft: Double?

  /// A run of so many steps.
  package init(steps: Int) { self.steps = steps }

  /// Notes a head's loss: a running mean, so that the line does not flicker.
  package mutating func note(_ loss: Double, of head: String) {
    guard let place = losses.firstIndex(where: { $0.head == head }) else {
      losses.append((head, loss))
      return
    }
    losses[place].loss += (loss - losses[place].loss) * 0.1
  }

  /// The line.
  package var words: String {
    var parts = ["step \(step)/\(steps)"]
    if !losses.isEmpty {
      parts.append(losses.map { "\($0.head) \(Self.short($0.loss))" }.joined(separator: " "))
    }
    if rate > 0 { parts.append("\(Self.grouped(Int(rate.rounded()))) tok/s") }
    if !dev.isEmpty {
      let figures = dev.map { "\($0.head) \(Self.decimal($0.value))" }.joined(separator: " ")
      let best = isBest ? " (best)" : bestStep.map { " (best at step \($0))" } ?? ""
      parts.append("dev \(figures)\(best)")
    }
    if let secondsLeft { parts.append("\(Self.time(secondsLeft)) left") }
    return parts.joined(separator: " · ")
  }

  /// A number with two figures that matter.
  private static func short(_ value: Double) -> String {
    String(format: value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.1f", value)
  }

  /// Percent with one decimal; figures below 1, which are coefficients, with three.
  private static func decimal(_ value: Double) -> String {
    String(format: abs(value) <= 1 ? "%.3f" : "%.1f", value)
  }

  /// Thousands apart.
  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  /// `1 h 12`, `12 min` or `40 s`.
  package static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\((whole + 30) / 60) min" }
    return String(format: "%d h %02d", whole / 3600, whole / 60 % 60)
  }
}
