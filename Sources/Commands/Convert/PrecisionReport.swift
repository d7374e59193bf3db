import Checkpoints
import Compute
import Encoders
import Measuring
import Metrics

/// What computing tasks in a narrower precision costs, against the same checkpoints in f32.
struct PrecisionReport: Sendable {
  /// The precision that was checked.
  let precision: Precision
  /// The tasks, in the order in which they were written.
  var tasks: [TaskChange] = []
  /// What each product costs where it alone is narrow, the costliest first.
  var costs: [ProductCost] = []
  /// The products that stay bf16.
  var kept: [EncoderProduct] = []

  /// A task's figures in f32 and in the narrower precision.
  struct TaskChange: Sendable {
    /// The task.
    let task: TaskName
    /// The gold files' names and the number of records.
    let checked: String
    /// The metrics that count, in percent points.
    let metrics: [Metric]

    /// The largest loss of a metric that counts; negative where all are better.
    var loss: Double { metrics.map(\.loss).max() ?? 0 }
  }

  /// A metric in both precisions.
  struct Metric: Sendable {
    let name: String
    let reference: Double
    let narrow: Double
    /// Points lost; negative where it is better.
    var loss: Double { reference - narrow }
  }

  /// How many of the costliest products are reported.
  private static let shownCosts = 8

  /// The tables for people.
  var text: String {
    let rows = tasks.flatMap { change in
      change.metrics.map { metric in
        [
          change.task.rawValue, metric.name, TextTable.decimal(metric.reference),
          TextTable.decimal(metric.narrow), Self.signed(-metric.loss), change.checked,
        ]
      }
    }
    let changes = TextTable(header: ["", "metric", "f32", precision.rawValue, "change", "on"], rows: rows)
    let costliest = costs.prefix(Self.shownCosts).map { cost in
      [
        cost.product.name, TextTable.percent(cost.error) + " %",
        kept.contains(cost.product) ? "kept in bf16" : "",
      ]
    }
    let matrices = TextTable(
      header: ["costliest alone in \(precision.rawValue)", "change of scores", ""], rows: costliest)
    return changes.rendered() + "\n" + matrices.rendered()
  }

  /// The section of a task's card.
  func card(of change: TaskChange) -> String {
    var lines = [
      "\(precision.rawValue) against f32, on \(change.checked):", "",
      "| metric | f32 | \(precision.rawValue) | change |", "| --- | --- | --- | --- |",
    ]
    for metric in change.metrics {
      lines.append(
        "| \(metric.name) | \(TextTable.decimal(metric.reference)) | \(TextTable.decimal(metric.narrow)) | "
          + "\(Self.signed(-metric.loss)) |")
    }
    lines += ["", "Costliest matrices (change of the scores with one alone in \(precision.rawValue)):", ""]
    for cost in costs.prefix(Self.shownCosts) {
      let kept = kept.contains(cost.product) ? ", kept in bf16" : ""
      lines.append("- `\(cost.product.name)`: \(TextTable.percent(cost.error)) %\(kept)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func signed(_ points: Double) -> String {
    let text = TextTable.decimal(points)
    return points > 0 && text != "0.00" ? "+\(text)" : text
  }
}
