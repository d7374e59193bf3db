/// A table for people: the first column to the left, all others to the right.
package struct TextTable: Sendable {
  /// Column titles.
  package var header: [String]
  /// Cells; a row may be shorter than the header.
  package var rows: [[String]]

  /// A table.
  package init(header: [String], rows: [[String]] = []) {
    self.header = header
    self.rows = rows
  }

  /// Precision, recall, F1 and support a label, then the averages.
  package init(
    perLabel: [(name: String, counts: MatchCounts)], averages: [Average] = Average.allCases
  ) {
    self.init(header: ["", "precision", "recall", "f1", "support"])
    let counts = perLabel.map(\.counts)
    let support = String(counts.reduce(0) { $0 + $1.support })
    for (name, counts) in perLabel { rows.append(Self.row(name, counts.scores, String(counts.support))) }
    for average in averages { rows.append(Self.row(average.rawValue, average.scores(of: counts), support)) }
  }

  /// Gold labels down, predicted labels across.
  package init(confusion: ConfusionMatrix) {
    let labels = confusion.labels
    self.init(header: [""] + labels)
    for (label, row) in zip(labels, confusion.rows) { rows.append([label] + row.map(String.init)) }
  }

  /// The table with blanks between columns and a line feed behind each row.
  package func rendered() -> String {
    let lines = [header] + rows
    var widths = [Int](repeating: 0, count: lines.map(\.count).max() ?? 0)
    for line in lines {
      for (column, cell) in line.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    return lines.map { line in
      let cells = line.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }
      var text = cells.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }

  /// A share of 1 as percent with two decimals.
  package static func percent(_ share: Double) -> String { decimal(100 * share) }

  /// A number with two decimals, halves away from zero.
  package static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return String(value) }
    let hundredths = Int((abs(value) * 100).rounded())
    let fraction = hundredths % 100
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private static func row(_ name: String, _ scores: MatchScores, _ support: String) -> [String] {
    [name, percent(scores.precision), percent(scores.recall), percent(scores.f1), support]
  }
}
