import BatchRuntime
import Checkpoints
import Compute
import Encoders
import Faults
import Files
import Journal
import Metrics
import Models
import Reporting
import Tasks
import Training

/// A run before step 1: the model, the heads with their data, the loop, and the recipe with every value filled in.
struct PreparedTraining {
  /// The recipe with every value filled in but what `plan` still decides.
  private(set) var recipe: Recipe
  /// The model with its heads.
  let model: ModelInTraining
  /// The loop before its first step.
  let loop: TrainingLoop<EncoderNetwork>
  /// What is known at the start.
  private(set) var start: TrainingStart
  /// What a user should know before step 1.
  private(set) var warnings: [String] = []
  /// The figures by which the best is known.
  let best: [BestMetric]
  /// What a run that is resumed must have in common with this one.
  private(set) var binding: [RecipeSetting]

  /// Tokens of a step, where neither recipe nor size of the data says otherwise.
  private static let stepTokens = (least: 256, most: 2048, stepsOfAnEpoch: 50)

  /// Reads and checks all that a recipe names.
  init(_ recipe: Recipe) throws {
    self.recipe = recipe
    let base = try BaseModel(recipe)
    defer { base.opened.close() }
    let plans = try recipe.tasks.map { try HeadPlan($0, on: base) }
    let learned = try plans.map { try LearnedFiles($0, base) }
    model = ModelInTraining(base, plans)
    let heads = Self.heads(plans, learned, model.trainable)
    best = try Self.best(recipe)

    let epochTokens = heads.reduce(0) { $0 + $1.tokens }
    let sizes = Self.stepTokens
    self.recipe.stepTokens =
      recipe.stepTokens ?? max(sizes.least, min(sizes.most, epochTokens / sizes.stepsOfAnEpoch))
    let engine = Engine(try Processor.chosen())
    let settings = try Self.settings(self.recipe, base)
    try Self.checkFrozen(settings.frozen, base, model.trainable)
    loop = try TrainingLoop(
      EncoderNetwork(model.trainable, frozen: settings.frozen, engine: engine), heads, settings,
      layers: base.opened.architecture.storedLayers,
      first: try model.firstParameters(seed: settings.seed))

    start = TrainingStart(
      version: Version.number, step: 0, steps: 0, tokensPerEpoch: epochTokens,
      stepTokens: settings.stepTokens,
      parameters: (
        ParameterGroups(
          model.trainable.layout, layers: base.opened.architecture.storedLayers, decay: 0, layerDecay: 1,
          frozen: settings.frozen
        ).count, model.trainable.layout.parameters.reduce(0) { $0 + $1.count }
      ), machine: (engine.processor.instructionSet.rawValue, settings.threads),
      heads: zip(plans, learned).map { $0.start($1) })
    warnings = plans.flatMap(\.warnings) + learned.flatMap(\.firstRejects)
    binding =
      Self.filled(self.recipe, threads: settings.threads).decisive
      + [
        RecipeSetting(name: "model", value: base.fingerprint),
        RecipeSetting(name: "data", value: DataFingerprint.of(heads)),
      ]
  }

  /// Decides the steps: those of the state that is resumed, else as the recipe says. To be called before the run.
  mutating func plan(resumed steps: Int?) -> RunPlan {
    let total: Int
    switch recipe.length {
    case _ where steps != nil: total = steps ?? 1
    case .steps(let steps): total = steps
    case .epochs(let epochs): total = loop.planner.steps(epochs: epochs)
    case .time(let seconds): total = max(1, Int(0.95 * seconds / loop.secondsPerStep()))
    }
    loop.plan(steps: total, warmup: min(total, recipe.warmup.steps(of: total)))
    start.steps = total
    let evalEvery = min(total, recipe.evalEvery.steps(of: total, least: 1))
    return RunPlan(
      evalEvery: evalEvery, saveEvery: recipe.saveEvery?.steps(of: total, least: 1) ?? evalEvery,
      patience: recipe.patience, best: best)
  }

  /// The recipe as it is written to the output folder: paths from the root on, and every value filled in.
  var filledRecipe: Recipe { Self.filled(recipe, threads: loop.settings.threads) }

  // MARK: Parts

  private static func filled(_ recipe: Recipe, threads: Int) -> Recipe {
    var recipe = recipe
    func absolute(_ path: String) -> String { resolvedPath(path) ?? path }
    recipe.model = recipe.model.map(absolute)
    recipe.output = absolute(recipe.output)
    recipe.threads = recipe.threads ?? threads
    for number in recipe.tasks.indices {
      recipe.tasks[number].train = recipe.tasks[number].train.map(absolute)
      recipe.tasks[number].dev = recipe.tasks[number].dev.map(absolute)
      recipe.tasks[number].labels = recipe.tasks[number].labels.map(absolute)
      if case .file(let path) = recipe.tasks[number].classWeights {
        recipe.tasks[number].classWeights = .file(absolute(path))
      }
    }
    return recipe
  }

  private static func settings(_ recipe: Recipe, _ base: BaseModel) throws -> LoopSettings {
    var settings = LoopSettings()
    settings.rate = recipe.rate
    settings.schedule = recipe.schedule
    settings.stepTokens = recipe.stepTokens ?? stepTokens.most
    settings.lanes = recipe.lanes
    settings.threads = min(recipe.threads ?? CoreCount.available(), recipe.lanes)
    settings.decay = recipe.decay
    settings.layerDecay = recipe.layerDecay
    settings.frozen = FrozenParts(recipe.freeze)
    settings.clip = recipe.clip > 0 ? recipe.clip : nil
    settings.average = recipe.average
    settings.seed = UInt64(recipe.seed)
    settings.dropout = try base.dropout(recipe)
    return settings
  }

  /// The heads' shares are those of the recipe; what is left goes to the others by their tokens.
  private static func heads(
    _ plans: [HeadPlan], _ learned: [LearnedFiles], _ model: TrainableModel
  ) -> [TrainedHead] {
    let tokens = learned.map { Double($0.examples.reduce(0) { $0 + $1.window.ids.count }) }
    let given = plans.reduce(0) { $0 + ($1.task.share ?? 0) }
    let others = zip(plans, tokens).reduce(0) { $0 + ($1.0.task.share == nil ? $1.1 : 0) }
    return plans.indices.map { number in
      let share = plans[number].task.share ?? max(0.01, 1 - given) * tokens[number] / max(1, others)
      return TrainedHead(
        plans[number].task.label, examples: learned[number].examples, outputs: plans[number].outputs,
        objective: plans[number].objective, share: share, files: plans[number].task.train)
    }
  }

  private static func checkFrozen(
    _ frozen: FrozenParts, _ base: BaseModel, _ model: TrainableModel
  ) throws(TrainingFault) {
    for part in frozen.parts {
      if case .layers(let numbers) = part, numbers.upperBound >= base.opened.architecture.storedLayers {
        throw .noSuchPart(part.name)
      }
    }
    if model.layout.parameters.allSatisfy(frozen.contains) { throw .allFrozen }
  }

  /// The figure of the recipe, else the usual one of each head with dev files.
  private static func best(_ recipe: Recipe) throws(TrainingFault) -> [BestMetric] {
    let measured = recipe.tasks.filter { !$0.dev.isEmpty }
    guard let wanted = recipe.best else {
      return measured.map { BestMetric(head: $0.label, metrics: BestMetric.usual($0.task)) }
    }
    let known = measured.flatMap { task in
      (task.task.entry.evaluation?.metrics ?? []).map { "\(task.label).\($0)" }
    }
    guard known.contains(wanted), let point = wanted.lastIndex(of: ".") else {
      throw .unknownMetric(wanted, known: known)
    }
    return [
      BestMetric(head: String(wanted[..<point]), metrics: [String(wanted[wanted.index(after: point)...])])
    ]
  }
}

extension HeadPlan {
  /// What is known of the head at the start.
  fileprivate func start(_ learned: LearnedFiles) -> TrainingStart.Head {
    TrainingStart.Head(
      name: task.label, records: learned.records, windows: learned.examples.count, rejects: learned.rejects,
      movedAnswers: learned.movedAnswers, truncated: learned.truncated,
      labels: labels.indices.map {
        LabelCount(label: labels[$0], count: counts[$0], weight: weights?[$0] ?? 1)
      }, isKept: isKept)
  }
}

/// What the examples of all heads are known by.
enum DataFingerprint {
  static func of(_ heads: [TrainedHead]) -> String {
    var hasher = FingerprintHasher()
    for head in heads {
      hasher.update(head.name)
      for example in head.examples {
        hasher.update(bytes(example.window.ids))
        hasher.update(bytes(example.window.typeIDs))
        switch example.targets {
        case .classes(let classes): hasher.update(bytes(classes))
        case .span(let start, let end): hasher.update(bytes([start, end]))
        case .marks(let values), .soft(let values):
          hasher.update(bytes(values.map { Int32(bitPattern: $0.bitPattern) }))
        case .number(let number): hasher.update(bytes([Int32(bitPattern: number.bitPattern)]))
        }
      }
    }
    return hasher.finish().description
  }

  private static func bytes(_ values: [Int32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * values.count)
    for value in values {
      let bits = UInt32(bitPattern: value)
      for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    return bytes
  }
}
