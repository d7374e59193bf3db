/// A task's card: Markdown with sections.
package struct Card: Sendable, Equatable {
  /// The whole card.
  package let text: String

  /// A card.
  package init(_ text: String) { self.text = text }

  /// The card with the section of this title replaced, or put at the end where it is new.
  package func replacing(_ title: String, with section: String) -> Card {
    let heading = "## \(title)"
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    let start = lines.firstIndex(of: heading) ?? lines.count
    let end = lines.indices.first { $0 > start && lines[$0].hasPrefix("## ") } ?? lines.count
    let before = lines[..<start].joined(separator: "\n")
    let after = lines[end...].joined(separator: "\n")
    let parts = [before, "\(heading)\n\n\(section)", after].map { part in
      String(part.reversed().drop { $0 == "\n" }.reversed())
    }
    return Card(parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n")
  }
}
