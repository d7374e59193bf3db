import Files

/// A run: the loop, its state on disk, what is measured, and when it ends.
package struct TrainingRun<Network: TrainingNetwork> {
  private let loop: TrainingLoop<Network>
  private let plan: RunPlan
  private let folder: TrainingFolder
  private let services: TrainingServices
  private var state: TrainingState
  private let started = ContinuousClock.now
  /// Seconds of former runs.
  private let secondsBefore: Double
  private var speed = StepSpeed()

  /// A run in a folder; the state is a new one, or that to which the loop was restored.
  package init(
    _ loop: TrainingLoop<Network>, _ plan: RunPlan, in folder: TrainingFolder, _ state: TrainingState,
    _ services: TrainingServices
  ) {
    self.loop = loop
    self.plan = plan
    self.folder = folder
    self.services = services
    self.state = state
    secondsBefore = state.seconds
  }

  /// Trains until the steps are done, the best stays the best for too long, or a signal comes.
  package mutating func run() throws -> TrainingEnd {
    do {
      while true {
        if try measureIfDue() { return try end(state.end ?? .done) }
        if services.isCancelled() { return try interrupt() }
        try step()
      }
    } catch is TrainingInterruption {
      return try interrupt()
    } catch let fault as TrainingFault {
      if case .diverged = fault { _ = try end(.diverged) }
      throw fault
    }
  }

  // MARK: Steps

  private mutating func step() throws {
    let start = ContinuousClock.now
    let result = try loop.step()
    speed.note(result, since: start)
    state.position = loop.position
    try services.report(.step(result, tokensPerSecond: speed.tokensPerSecond))
    if result.step % plan.saveEvery == 0, !isDue { try saveState() }
  }

  /// Whether the model is to be measured where it is now.
  private var isDue: Bool {
    let step = loop.position.step
    return step > 0 && step != state.measured && (loop.isDone || step % plan.evalEvery == 0)
  }

  /// Measures and saves where that is due; whether the run ends here.
  private mutating func measureIfDue() throws -> Bool {
    if isDue {
      try measureAndSave()
      state.measured = loop.position.step
      if loop.isDone {
        state.end = .done
      } else if let patience = plan.patience, state.withoutBetter >= patience {
        state.end = .patience
      }
      try saveState()
    }
    return state.end != nil
  }

  private mutating func interrupt() throws -> TrainingEnd {
    try saveState()
    return try end(.interrupted)
  }

  // MARK: Parts

  /// Writes the model, measures it, and keeps it where it is the best.
  private mutating func measureAndSave() throws {
    let step = loop.position.step
    try write(.last)
    guard let measure = services.measure else {
      return try finish(.last, nil)
    }
    let scores = try measure(folder.path.appending("last"))
    let score = try BestMetric.score(plan.best, scores)
    // A figure that is not a number is better than none, and worse than any.
    let isBest = state.best.map { score > $0.score || $0.score.isNaN && !score.isNaN } ?? true
    if isBest {
      state.best = BestScore(score: score, step: step)
      state.withoutBetter = 0
    } else {
      state.withoutBetter += 1
    }
    let evaluation = DevEvaluation(
      step: step, heads: scores, score: score, isBest: isBest,
      best: state.best ?? BestScore(score: score, step: step))
    try services.report(.evaluation(evaluation))
    if isBest {
      try write(.best)
      try finish(.best, evaluation)
    }
    try finish(.last, evaluation)
    try refuseOneClass(scores, step: step)
  }

  /// Ends a run of which a head gives one class alone at two measurements in a row.
  private mutating func refuseOneClass(_ scores: [HeadScores], step: Int) throws(TrainingFault) {
    let before = state.onlyLabels
    state.onlyLabels = [:]
    for head in scores {
      guard let label = head.onlyLabel else { continue }
      if before[head.name] == label, step > max(plan.oneClassAfter, loop.settings.warmup) {
        throw .diverged(step: step, .oneClass(head: head.name, label: label), records: [])
      }
      state.onlyLabels[head.name] = label
    }
  }

  private func write(_ what: SavedThing) throws {
    try folder.replace(what.rawValue) { try services.writeModel(loop.measured, $0) }
  }

  /// Writes the card of a written model, which is then whole.
  private func finish(_ what: SavedThing, _ evaluation: DevEvaluation?) throws {
    let path = folder.path.appending(Path(what.rawValue))
    try services.writeCard(path, loop.position.step, evaluation)
    try services.report(.save(step: loop.position.step, what: what, path: path.text))
  }

  private mutating func saveState() throws {
    state.seconds = seconds
    try StateFile.write(state, of: loop, to: folder.state.text)
    try services.report(.save(step: loop.position.step, what: .state, path: folder.state.text))
  }

  private var seconds: Double { secondsBefore + (ContinuousClock.now - started) / .seconds(1) }

  private func end(_ reason: TrainingEnd.Reason) throws -> TrainingEnd {
    let end = TrainingEnd(
      reason: reason, step: loop.position.step, tokens: loop.position.tokens, seconds: seconds,
      best: state.best)
    try services.report(.end(end))
    return end
  }
}

/// How fast steps are: the mean over the latest.
private struct StepSpeed {
  private static let kept = 20
  private var steps: [(tokens: Int, seconds: Double)] = []

  mutating func note(_ result: StepResult, since start: ContinuousClock.Instant) {
    steps.append((result.stepTokens, (ContinuousClock.now - start) / .seconds(1)))
    if steps.count > Self.kept { steps.removeFirst() }
  }

  var tokensPerSecond: Double {
    Double(steps.reduce(0) { $0 + $1.tokens }) / max(1e-9, steps.reduce(0) { $0 + $1.seconds })
  }
}
