/// The sentences of bertrun: what is wrong, what was expected, what to do.
///
/// Lower case, no full stop, user values in single quotes, never the text of a record. A file an error type.
package enum Wording {
  /// Names in a sentence: `'a', 'b' or 'c'`.
  static func choice(_ names: [String]) -> String { joined(names, last: "or") }

  /// Names in a sentence: `'a', 'b' and 'c'`; long lists are cut, and say so.
  static func list(_ names: [String], limit: Int = 12) -> String {
    guard names.count > limit else { return joined(names, last: "and") }
    return names.prefix(limit).map { "'\($0)'" }.joined(separator: ", ") + " and \(names.count - limit) more"
  }

  /// A count and its noun: `1 token`, `2 tokens`.
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private static func joined(_ names: [String], last: String) -> String {
    let quoted = names.map { "'\($0)'" }
    guard quoted.count > 1 else { return quoted.first ?? "none" }
    return quoted.dropLast().joined(separator: ", ") + " \(last) " + quoted[quoted.count - 1]
  }
}
