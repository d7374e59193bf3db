import Foundation

/// The parts that messages are made of.
package enum Phrase {
  /// Names in a sentence: `'a', 'b' or 'c'`.
  package static func choice(_ names: [String]) -> String { joined(names, last: "or") }

  /// Names in a sentence: `'a', 'b' and 'c'`; a long list is cut, and says so.
  package static func list(_ names: [String], limit: Int = 12) -> String {
    guard names.count > limit else { return joined(names, last: "and") }
    return names.prefix(limit).map { "'\($0)'" }.joined(separator: ", ") + " and \(names.count - limit) more"
  }

  /// A count and its noun: `1 token`, `2 tokens`.
  package static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  /// A number with its digits in groups: `12,340`.
  package static func grouped(_ number: Int) -> String {
    var digits = ""
    for (place, digit) in number.magnitude.description.reversed().enumerated() {
      if place > 0, place % 3 == 0 { digits.append(",") }
      digits.append(digit)
    }
    return (number < 0 ? "-" : "") + String(digits.reversed())
  }

  /// A number with one decimal.
  package static func decimal(_ number: Double) -> String { String(format: "%.1f", number) }

  /// An input as messages name it: `-` is standard input.
  package static func input(_ name: String) -> String { name == "-" ? "standard input" : name }

  /// A text that begins in lower case.
  package static func lowercased(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  private static func joined(_ names: [String], last: String) -> String {
    let quoted = names.map { "'\($0)'" }
    guard quoted.count > 1 else { return quoted.first ?? "none" }
    return quoted.dropLast().joined(separator: ", ") + " \(last) " + quoted[quoted.count - 1]
  }
}
