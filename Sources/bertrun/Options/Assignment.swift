/// `NAME=VALUE`.
struct Assignment {
  let name: String
  let value: String

  /// Nil where there is no `=` after a name.
  init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    name = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
  }

  /// A text as a YAML value that is nothing but this text.
  static func text(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
