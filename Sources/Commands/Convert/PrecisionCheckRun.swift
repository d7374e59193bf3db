import BatchRuntime
import Checkpoints
import Compute
import Encoders
import Evaluation
import Faults
import Files
import Foundation
import Logging
import Measuring
import Metrics
import Models
import Reporting
import Tasks

/// Converts tasks to a narrower form and measures what that costs each of them, against the same checkpoints in f32.
struct PrecisionCheckRun {
  private let request: ConvertRequest
  private let check: CheckSettings
  private let sources: [TaskConversion.Source]
  private let log: Logger
  private let engine: Engine

  init(
    _ request: ConvertRequest, _ check: CheckSettings, _ sources: [TaskConversion.Source], log: Logger
  ) throws {
    self.request = request
    self.check = check
    self.sources = sources
    self.log = log
    let processor = try Processor.chosen()
    guard processor.supports(check.precision) else {
      throw ComputeError.missingPrecision(check.precision, processor.instructionSet)
    }
    engine = Engine(processor)
  }

  /// Writes the tasks and their cards; a loss over the limit leaves the card without the precision, and is logged.
  func run(_ write: (String) -> Void) throws -> ExitStatus {
    let conversion = try TaskConversion(sources)
    defer { conversion.close() }
    let manifests = conversion.tasks.map(\.manifest)
    let gold = try manifests.map { try goldFiles(of: $0.task, amongOne: manifests.count == 1) }
    try refuseStrangers(among: manifests)

    // The tasks as they are: a reference that differs in nothing but precision.
    let models = try conversion.models(on: engine)
    var report = PrecisionReport(precision: check.precision)
    let subjects = try manifests.indices.map { number in
      let task = manifests[number].task
      return ProductCost.Subject(
        task, try LoadedTask(TaskSettings(task), models[number]), inputs: gold[number])
    }
    report.costs = try ProductCost.measure(
      subjects, of: conversion, precision: check.precision, threads: CoreCount.available())
    report.kept = report.costs.prefix(check.kept).map(\.product)

    var form = request.form
    if case .int8 = form, !report.kept.isEmpty { form = .int8(keeping: Set(report.kept)) }
    let result = try conversion.write(to: request.output, form: form)
    var status = ExitStatus.done
    for (number, manifest) in manifests.enumerated() {
      let task = manifest.task
      let before = try figures(of: task, gold: gold[number]) { settings in
        try LoadedTask(settings, models[number])
      }
      let after = try figures(of: task, gold: gold[number]) { settings in
        try LoadedTask(settings, model(result.tasks[number]), computing)
      }
      status = max(status, before.status, after.status)
      guard let before = before.report, let after = after.report else { continue }
      report.tasks.append(
        PrecisionReport.TaskChange(
          task: task, checked: checked(before), metrics: compared(task, before, after)))
    }
    for change in report.tasks {
      guard let number = manifests.firstIndex(where: { $0.task == change.task }) else { continue }
      try writeCard(report, change, to: result.tasks[number])
    }
    write(report.text)
    log.info("\(result.message)")
    for change in report.tasks where change.loss > check.maximumLoss {
      log.error("\(change.message(precision: check.precision, limit: check.maximumLoss))")
      status = max(status, .rejected)
    }
    return status
  }

  // MARK: Gold

  private func goldFiles(of task: TaskName, amongOne isOnly: Bool) throws -> [String] {
    let files = check.gold.filter { $0.task == task || $0.task == nil && isOnly }.map(\.file)
    guard !files.isEmpty else { throw ConvertFault.noGold(task) }
    return files
  }

  private func refuseStrangers(among manifests: [TaskManifest]) throws {
    for gold in check.gold {
      guard let task = gold.task else {
        if manifests.count > 1 { throw ConvertFault.goldOfWhat(gold.file, tasks: manifests.map(\.task)) }
        continue
      }
      if !manifests.contains(where: { $0.task == task }) {
        throw ConvertFault.strangeGold(task, tasks: manifests.map(\.task))
      }
    }
    for manifest in manifests where manifest.task.entry.evaluation == nil {
      throw ConvertFault.cannotCheck(manifest.task)
    }
  }

  private func model(_ folder: String) -> ModelChoice {
    var choice = ModelChoice()
    choice.name = folder
    return choice
  }

  /// The precision that is checked.
  private var computing: ComputingSettings {
    var computing = ComputingSettings()
    computing.precision = check.precision
    return computing
  }

  private func figures(
    of task: TaskName, gold: [String], load: @escaping (TaskSettings) throws -> LoadedTask
  ) throws -> EvaluationRun.Outcome {
    var settings = EvaluationSettings(task: task)
    settings.inputs = gold
    let reporter = RunReporter(ReportingSettings(), task: task.rawValue, log: log)
    return try EvaluationRun(settings, reporter, log: log, Interruption.cancellation, load: load).run()
  }

  // MARK: Figures

  private func compared(
    _ task: TaskName, _ before: EvaluationReport, _ after: EvaluationReport
  ) -> [PrecisionReport.Metric] {
    (task.entry.evaluation?.judged ?? []).compactMap { names in
      for name in names {
        if let one = before.result.metrics.first(where: { $0.name == name }),
          let other = after.result.metrics.first(where: { $0.name == name })
        {
          return PrecisionReport.Metric(name: name, reference: one.value, narrow: other.value)
        }
      }
      return nil
    }
  }

  private func checked(_ report: EvaluationReport) -> String {
    let names = report.gold.map { URL(fileURLWithPath: $0).lastPathComponent }
    return "\(names.joined(separator: ", ")), \(Phrase.count(report.records, "record"))"
  }

  // MARK: Card

  private func manifest(of folder: String) throws -> TaskManifest {
    try TaskManifest(path: joinedPath(folder, "task.json"))
  }

  /// Writes the loss into `task.json`, where it is within the limit, and figures and costliest matrices into `README.md`.
  private func writeCard(
    _ report: PrecisionReport, _ change: PrecisionReport.TaskChange, to folder: String
  ) throws {
    var manifest = try manifest(of: folder)
    manifest.precision.removeAll { $0.name == check.precision.rawValue }
    if change.loss <= check.maximumLoss {
      // The gold resolves hundredths of a point.
      let loss = (change.loss * 100).rounded() / 100
      manifest.precision.append(
        TaskManifest.PrecisionCheck(
          name: check.precision.rawValue, checked: change.checked, delta: loss == 0 ? 0 : loss))
    }
    let readme = joinedPath(folder, "README.md")
    try writeFile(manifest.json(), to: joinedPath(folder, "task.json"))
    let old = resolvedPath(readme) == nil ? nil : try readFile(readme, limit: 1 << 20)
    let title = "# \(change.task.rawValue)\n"
    try writeFile(
      Array(
        Card(old.map { String(decoding: $0, as: UTF8.self) } ?? title)
          .replacing("\(check.precision.rawValue)", with: report.card(of: change)).text.utf8), to: readme)
  }
}
