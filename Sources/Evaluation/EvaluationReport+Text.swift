import Faults
import Metrics

extension EvaluationReport {
  /// A confusion matrix of more labels than this is shown by its largest cells.
  private static let matrixLabels = 8
  private static let largestCells = 10

  /// The report for people: what was measured, a table of labels, what was confused, and the figures last.
  package var text: String {
    var parts = [heading]
    if let table = result.table { parts.append(table.rendered()) }
    if let confusions { parts.append(confusions) }
    parts.append(figures)
    return parts.joined(separator: "\n")
  }

  private var heading: String {
    var parts = [
      "\(task): \(Phrase.count(records, "record")) of \(gold.map(Phrase.input).joined(separator: ", "))"
    ]
    if let model { parts.append("model \(model)") }
    if let precision { parts.append(precision) }
    if let predictions { parts.append("predictions \(predictions)") }
    if leftOut > 0 { parts.append("\(leftOut) without gold left out") }
    if missing > 0 { parts.append("\(missing) without prediction") }
    if rejects > 0 { parts.append(Phrase.count(rejects, "reject")) }
    return parts.joined(separator: ", ") + "\n"
  }

  private var confusions: String? {
    guard let confusion = result.confusion else { return nil }
    let labels = confusion.labels
    if labels.count <= Self.matrixLabels {
      return "gold in rows, predicted in columns\n\n" + TextTable(confusion: confusion).rendered()
    }
    var cells: [(gold: String, predicted: String, count: Int)] = []
    for (gold, row) in zip(labels, confusion.rows) {
      for (predicted, count) in zip(labels, row) where count > 0 && !gold.utf8.elementsEqual(predicted.utf8) {
        cells.append((gold, predicted, count))
      }
    }
    guard !cells.isEmpty else { return nil }
    let largest = cells.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .prefix(Self.largestCells)
    return TextTable(
      header: ["most confused: gold", "predicted", "count"],
      rows: largest.map { [$0.element.gold, $0.element.predicted, String($0.element.count)] }
    ).rendered()
  }

  private var figures: String {
    let hasIntervals = result.metrics.contains { $0.interval != nil }
    let rows = result.metrics.map { metric in
      [metric.name, TextTable.decimal(metric.value)]
        + (metric.interval.map { ["\(TextTable.decimal($0.low)) – \(TextTable.decimal($0.high))"] } ?? [])
    }
    return TextTable(header: ["metric", "value"] + (hasIntervals ? ["95 %"] : []), rows: rows).rendered()
  }
}
