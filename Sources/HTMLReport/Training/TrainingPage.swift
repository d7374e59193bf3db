import Foundation
import JSON
import Reporting

/// What the template of a training report is filled with.
struct TrainingPage {
  /// A log as it is introduced.
  struct Run {
    let look: String
    let name: String
    let facts: [ReportPage.Fact]
    let notices: [ReportPage.Notice]
  }

  /// A row of the table of measurements.
  struct Row {
    let run: String
    let step: String
    let figures: String
    let best: String
  }

  let title: String
  let version = Version.number
  let made: String
  let style = ReportStyle.text + TrainingTemplate.style
  let runs: [Run]
  let charts: [LineChart]
  let hasRows: Bool
  let rows: [Row]

  /// The page of logs, made at a time.
  init(_ logs: [TrainingLogFile], made: Date) {
    title = logs.count == 1 ? "Training: \(logs[0].name)" : "\(logs.count) trainings"
    self.made = made.formatted(.iso8601)
    runs = logs.enumerated().map { number, log in
      Run(
        look: Self.look(number), name: log.name, facts: Self.facts(log),
        notices: log.warnings.isEmpty
          ? []
          : [
            ReportPage.Notice(
              words: ReportNumbers.count(log.warnings.count, "warning"),
              details: Array(log.warnings.prefix(20)))
          ])
    }
    charts = Self.charts(logs)
    rows = logs.flatMap { log in
      log.evaluations.map { evaluation in
        Row(
          run: log.name, step: ReportNumbers.count(evaluation.step),
          figures: evaluation.heads.map { head in
            "\(head.head): "
              + head.metrics.map { "\($0.name) \(LineChart.short($0.value))" }.joined(separator: ", ")
          }.joined(separator: " · "), best: evaluation.isBest ? "best" : "")
      }
    }
    hasRows = !rows.isEmpty
  }

  private static func look(_ number: Int) -> String { "c\(number % 12)" }

  private static func facts(_ log: TrainingLogFile) -> [ReportPage.Fact] {
    let total = log.start?["steps"]?.int ?? 0
    let done = log.steps.last?.step ?? 0
    var facts = [
      ReportPage.Fact(
        name: "Steps", value: ReportNumbers.count(done), note: "of \(ReportNumbers.count(total))")
    ]
    if let rate = log.tokensPerSecond {
      facts.append(ReportPage.Fact(name: "Tokens a second", value: ReportNumbers.count(rate)))
    }
    if let best = log.evaluations.first(where: \.isBest) {
      for head in best.heads {
        guard let metric = head.metrics.first else { continue }
        facts.append(
          ReportPage.Fact(
            name: "Best \(head.head) \(metric.name)", value: String(format: "%.2f", metric.value),
            note: "step \(ReportNumbers.count(best.step))"))
      }
    }
    if let seconds = log.end?["seconds"]?.double {
      facts.append(ReportPage.Fact(name: "Time", value: TrainingProgress.time(seconds)))
    }
    facts.append(ReportPage.Fact(name: "End", value: log.end?["reason"]?.string ?? "not yet"))
    return facts
  }

  // MARK: Charts

  private static func charts(_ logs: [TrainingLogFile]) -> [LineChart] {
    func name(_ log: TrainingLogFile, _ part: String) -> String {
      logs.count == 1 ? part : part.isEmpty ? log.name : "\(log.name) \(part)"
    }
    var charts: [LineChart?] = []
    let heads = distinct(logs.flatMap { log in log.steps.flatMap { $0.losses.map(\.head) } })
    charts.append(
      LineChart(
        "Loss", "Mean loss of a step's targets",
        series(logs, heads) { log, head in
          smoothed(
            log.steps.compactMap { step in
              step.losses.first { $0.head == head }.map { (step.step, $0.loss) }
            })
        }))
    for metric in measured(logs) {
      var series: [LineChart.Series] = []
      for (number, log) in logs.enumerated() {
        let points = log.evaluations.compactMap { evaluation in
          evaluation.heads.first { $0.head == metric.head }?.metrics.first { $0.name == metric.name }
            .map { (step: evaluation.step, value: $0.value) }
        }
        series.append(
          LineChart.Series(
            name: name(log, logs.count == 1 ? metric.name : ""), look: look(number), points: points,
            best: log.evaluations.first(where: \.isBest)?.step, hasPoints: true))
      }
      charts.append(
        LineChart(
          "\(metric.head): \(metric.name)", "On the dev files; the ringed point is the best model", series))
    }
    charts.append(
      LineChart(
        "Rate", "Learning rate of a step",
        logs.enumerated().map { number, log in
          LineChart.Series(
            name: name(log, "rate"), look: look(number), points: log.steps.map { ($0.step, $0.rate) })
        }))
    charts.append(
      LineChart(
        "Gradient norm", "Norm of all gradients before clipping",
        logs.enumerated().map { number, log in
          LineChart.Series(
            name: name(log, "norm"), look: look(number),
            points: smoothed(log.steps.map { ($0.step, $0.norm) }))
        }, isLogarithmic: true))
    return charts.compactMap(\.self)
  }

  /// A series for each head of each log.
  private static func series(
    _ logs: [TrainingLogFile], _ heads: [String],
    _ points: (TrainingLogFile, String) -> [(step: Int, value: Double)]
  ) -> [LineChart.Series] {
    logs.enumerated().flatMap { number, log in
      heads.enumerated().map { place, head in
        LineChart.Series(
          name: logs.count == 1 ? head : "\(log.name) \(head)", look: look(number * heads.count + place),
          points: points(log, head))
      }
    }
  }

  /// The metrics that are drawn: of each head the first three that all measurements have.
  private static func measured(_ logs: [TrainingLogFile]) -> [(head: String, name: String)] {
    let heads = logs.flatMap { log in log.evaluations.flatMap(\.heads) }
    return distinct(heads.map(\.head)).flatMap { head in
      distinct(heads.filter { $0.head == head }.flatMap { $0.metrics.map(\.name) })
        .filter { !$0.hasSuffix("_total") && !$0.hasSuffix("_thresh") }.prefix(3).map { (head, $0) }
    }
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// A running mean, over more steps the more there are.
  private static func smoothed(_ points: [(step: Int, value: Double)]) -> [(step: Int, value: Double)] {
    let share = min(1, 20 / Double(max(1, points.count)))
    var mean: Double?
    return points.map { point in
      let next = mean.map { $0 + (point.value - $0) * share } ?? point.value
      mean = next
      return (point.step, next)
    }
  }
}
