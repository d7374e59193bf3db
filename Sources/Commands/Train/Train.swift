import Faults
import Files
import Jobs
import Logging
import Reporting
import Training

/// What `train` was asked for.
package struct TrainRequest: Sendable {
  /// The recipe: a file, flags, or both.
  package var source = RecipeSource()
  /// Whether the run is only described.
  package var isDry = false
  /// Whether the run of the output folder is continued.
  package var resumes = false
  /// What is reported.
  package var reporting = ReportingSettings()

  /// A request to train.
  package init() {}
}

/// Trains heads on an encoder, as a recipe says. Models, state and log go to the output folder, all else to standard error.
package func train(_ request: TrainRequest) -> CommandEnd {
  let log = Logger.lines(json: request.reporting.jsonLog)
  Interruption.watch()
  return command(log) {
    let recipe = try request.source.recipe()
    var prepared = try PreparedTraining(recipe)
    if request.isDry { return try describe(&prepared) }
    let folder = try TrainingFolder(Path(recipe.output))
    let state = try resumedState(request, prepared, folder)
    if let state, let end = state.end {
      log.info("\(folder.path.text): the run has ended (\(end.rawValue)), nothing was done")
      return .exit(.done)
    }
    let plan = prepared.plan(resumed: state?.steps)
    return try run(prepared, plan, folder, state, request, log)
  }
}

/// The state that is resumed; nil where the run begins. Throws where it is another run's.
private func resumedState(
  _ request: TrainRequest, _ prepared: PreparedTraining, _ folder: TrainingFolder
) throws -> TrainingState? {
  guard request.resumes, folder.state.kind == .file else { return nil }
  let state = try StateFile.state(in: folder.state.text)
  for setting in prepared.binding {
    let was = state.binding.first { $0.name == setting.name }?.value ?? "not set"
    if was != setting.value {
      throw TrainingFault.otherRun(
        folder: folder.path.text, what: setting.name, was: was, now: setting.value)
    }
  }
  if let gone = state.binding.first(where: { old in !prepared.binding.contains { $0.name == old.name } }) {
    throw TrainingFault.otherRun(
      folder: folder.path.text, what: gone.name, was: gone.value, now: "not set")
  }
  return state
}

private func run(
  _ prepared: PreparedTraining, _ plan: RunPlan, _ folder: TrainingFolder, _ resumed: TrainingState?,
  _ request: TrainRequest, _ log: Logger
) throws -> CommandEnd {
  let loop = prepared.loop
  // A state and its replacement, the two models and the one that is being written.
  try folder.requireRoom(for: 2 * StateFile.size(of: loop) + 3 * prepared.model.size)
  var state: TrainingState
  if let resumed {
    state = resumed
    try StateFile.restore(loop, to: resumed, from: folder.state.text)
  } else {
    try folder.clear()
    state = TrainingState(loop.position, steps: loop.settings.steps)
    state.binding = prepared.binding
  }
  try ReplacedFile.write(Array(prepared.filledRecipe.yaml.utf8), to: folder.recipe)
  let events = try EventLog(folder.log, keepingUpTo: resumed?.position.step)
  let reporter = TrainingReporter(
    request.reporting, steps: loop.settings.steps, best: prepared.best, log: log)
  let report: (TrainingEvent) throws -> Void = { event in
    try events.write(event)
    reporter.show(event)
  }
  var start = prepared.start
  start.step = state.position.step
  try report(.start(start))
  for warning in prepared.warnings { try report(.warning(warning)) }
  defer { reporter.clear() }
  var run = TrainingRun(
    loop, plan, in: folder, state, try services(prepared, report))
  let end = try run.run()
  reporter.clear()
  if !request.reporting.quiet { log.info("\(folder.path.text): \(end.words)") }
  return end.reason == .interrupted ? .signal(Interruption.signal) : .exit(.done)
}

private func services(
  _ prepared: PreparedTraining, _ report: @escaping (TrainingEvent) throws -> Void
) throws -> TrainingServices {
  let model = prepared.model
  let recipe = prepared.recipe
  let card = TrainingCard(
    recipe: recipe, base: recipe.model,
    files: try TrainingCard.sums(of: recipe.tasks.flatMap { $0.train + $0.dev }))
  let dev = DevScores(
    tasks: recipe.tasks, folder: model.folder, threads: recipe.threads,
    cancellation: Interruption.cancellation)
  return TrainingServices(
    writeModel: { try model.write($0, to: $1) },
    writeCard: { path, step, evaluation in
      for number in recipe.tasks.indices {
        let text = card.text(head: number, step: step, evaluation)
        try ReplacedFile.write(
          Array(text.utf8), to: model.folder(ofHead: number, in: path).appending("README.md"))
      }
    },
    measure: recipe.tasks.contains { !$0.dev.isEmpty } ? { try dev.measure($0) } : nil,
    report: report, isCancelled: { Interruption.cancellation.isCancelled })
}

/// A dry run: the recipe with every value filled in, and what was found in the files, to standard output.
private func describe(_ prepared: inout PreparedTraining) throws -> CommandEnd {
  let plan = prepared.plan(resumed: nil)
  let start = prepared.start
  var lines = ["# \(start.steps) steps, measured every \(plan.evalEvery)"]
  for head in start.heads {
    lines.append("# \(head.name): \(head.records) records, \(head.windows) windows")
    lines += head.labels.map { label in
      "#   \(label.label) \(label.count)" + (label.weight == 1 ? "" : ", weight \(label.weight)")
    }
    lines += head.rejects.sorted { $0.key < $1.key }.map { "#   rejects: \($0.key) \($0.value)" }
  }
  lines += prepared.warnings.map { "# \($0)" }
  try writeToStandardOutput(Array((lines.joined(separator: "\n") + "\n" + prepared.filledRecipe.yaml).utf8))
  return .exit(.done)
}

extension TrainingEnd {
  /// How the run ended, in words.
  fileprivate var words: String {
    var parts = ["\(Phrase.count(step, "step")) in \(TrainingProgress.time(seconds))"]
    switch reason {
    case .done: break
    case .patience: parts.append("ended early, the best did not get better")
    case .interrupted: parts.append("interrupted, --resume continues it")
    case .diverged: parts.append("diverged")
    }
    if let best {
      parts.append("best \(Phrase.decimal(best.score)) at step \(best.step) in best/")
    } else {
      parts.append("no dev files, the model is in last/")
    }
    return parts.joined(separator: ", ")
  }
}
