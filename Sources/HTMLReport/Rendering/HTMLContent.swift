import Mustache

/// Escapes for HTML, in text and in quoted attributes.
///
/// The library's own escaping goes by characters, as a reader sees them: of `<` with a combining mark, or after a sign that joins
/// what follows, it escapes nothing. This one goes by code points, and shows controls instead of passing them on.
package struct HTMLContent: MustacheContentType {
  /// The name that templates call it by.
  static let name = "BERTRUN-HTML"

  /// A template whose values are all escaped so.
  static func template(_ text: String) throws -> MustacheTemplate {
    MustacheContentTypes.register(HTMLContent(), named: name)
    return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(name)}}" + text)
  }

  /// The text as `escaped` gives it.
  package func escapeText(_ text: String) -> String { Self.escaped(text) }

  /// The text with controls made visible and markup escaped.
  package static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in VisibleText.of(text).unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "`": escaped.append(contentsOf: "&#96;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
