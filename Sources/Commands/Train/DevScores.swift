import BatchRuntime
import Evaluation
import Faults
import Files
import Logging
import Metrics
import Models
import Reporting
import Training

/// Measures written models on dev files: what `bertrun eval` does on their folders.
struct DevScores {
  let tasks: [RecipeTask]
  let folder: (_ head: Int, _ model: Path) -> Path
  let threads: Int?
  let cancellation: Cancellation

  /// Dev files that give no figures.
  struct Unreadable: Fault {
    let message: String
    let status: ExitStatus
  }

  /// The figures of each head that has dev files.
  func measure(_ model: Path) throws -> [HeadScores] {
    var scores: [HeadScores] = []
    for (number, task) in tasks.enumerated() where !task.dev.isEmpty {
      scores.append(try measure(task, folder(number, model)))
    }
    return scores
  }

  private func measure(_ task: RecipeTask, _ folder: Path) throws -> HeadScores {
    var settings = EvaluationSettings(task: task.task)
    settings.model.name = folder.text
    settings.inputs = task.dev
    settings.reading = task.reading
    settings.gold.key = task.goldKey
    settings.gold.column = task.column
    settings.computing.threads = threads
    settings.computing.precision = .f32
    settings.task.decoding.window = task.window
    settings.task.decoding.overlap = task.overlap
    var log = Logger.lines()
    log.logLevel = .error
    var reporting = ReportingSettings()
    reporting.progress = .never
    reporting.quiet = true
    let reporter = RunReporter(reporting, task: task.task.rawValue, log: log)
    let outcome = try EvaluationRun(settings, reporter, log: log, cancellation).run()
    if outcome.wasCancelled { throw TrainingInterruption() }
    guard let report = outcome.report else {
      throw Unreadable(
        message: "\(Phrase.list(task.dev)): cannot be measured on", status: outcome.status)
    }
    return HeadScores(
      name: task.label, metrics: report.result.metrics.map { ($0.name, $0.value) },
      onlyLabel: report.result.confusion.flatMap(\.onlyPrediction))
  }
}

extension ConfusionMatrix {
  /// The label that every prediction is, where the gold has others too.
  fileprivate var onlyPrediction: String? {
    let predicted = labels.indices.filter { column in rows.contains { $0[column] > 0 } }
    let gold = rows.count { row in row.contains { $0 > 0 } }
    guard predicted.count == 1, gold > 1 else { return nil }
    return labels[predicted[0]]
  }
}
