import Foundation

/// Numbers as a report spells them.
package enum ReportNumbers {
  /// A count with commas between its thousands.
  package static func count(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var spelt = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { spelt.append(",") }
      spelt.append(digit)
    }
    return spelt
  }

  /// A count and its noun: `1 word`, `12,345 words`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(count(number)) \(number == 1 ? noun : plural(noun))"
  }

  /// More than one of a noun.
  package static func plural(_ noun: String) -> String { noun + (noun.hasSuffix("s") ? "es" : "s") }

  /// A part of a whole in percent; more than nothing is never shown as 0, nor less than the whole as 100.
  package static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part > 0 else { return "0 %" }
    if part == whole { return "100 %" }
    let percent = Double(part) / Double(whole) * 100
    if percent < 0.05 { return "<0.1 %" }
    if percent >= 99.95 { return ">99.9 %" }
    return String(format: "%.1f %%", percent)
  }

  /// A score with three digits after the point; what is not 0 is not said to be.
  package static func score(_ score: Double) -> String {
    if score.isInfinite { return score < 0 ? "-∞" : "∞" }
    if score > 0, score < 0.0005 { return "<0.001" }
    if abs(score) >= 1e6 { return String(format: "%.3g", score) }
    return String(format: "%.3f", score)
  }
}
