import Checkpoints
import Compute
import Encoders
import Files
import Training

/// The heads on their encoder: the parameters that are trained, their first values, and how they are written.
struct ModelInTraining {
  /// The encoder and the heads, as they are computed.
  let trainable: TrainableModel
  private let model: BaseModel
  private let plans: [HeadPlan]

  /// The heads of plans on a model.
  init(_ model: BaseModel, _ plans: [HeadPlan]) {
    self.model = model
    self.plans = plans
    let encoder = model.opened.parameters
    // One head has the names that files have; of several, each has its own, for files call many heads' layers the same.
    let heads = plans.map { plan in
      let head = HeadParameters(plan.form, on: encoder, outputs: plan.outputs)
      return plans.count > 1 ? head.named(plan.task.label) : head
    }
    trainable = TrainableModel(encoder: encoder, heads: heads)
  }

  /// The first values: the checkpoint's, and for heads that it lacks numbers that follow from the seed and the names.
  func firstParameters(seed: UInt64) throws -> [Float] {
    let initial = InitialParameters(
      seed: seed, deviation: Float(try model.opened.config.number("initializer_range", default: 0.02)))
    let weights = model.opened.weights
    var fresh: Set<Parameter> = []
    var stored: [Parameter: Parameter] = [:]
    for (number, plan) in plans.enumerated() {
      let plain = HeadParameters(plan.form, on: model.opened.parameters, outputs: plan.outputs)
      for (own, file) in zip(trainable.heads[number].own, plain.own) {
        if plan.isKept { stored[own] = file } else { fresh.insert(own) }
      }
    }
    return try FloatParameters(trainable.layout) { parameter in
      let file = stored[parameter] ?? parameter
      let isOptional = parameter.name.hasPrefix("pooler.")
      guard !fresh.contains(parameter), !isOptional || weights.contains(file) else {
        return initial.floats(parameter)
      }
      return try weights.floats(file)
    }.values
  }

  // MARK: Writing

  /// The folder of a head in the folder of a model: the same where there is one head.
  func folder(ofHead number: Int, in folder: Path) -> Path {
    plans.count == 1 ? folder : folder.appending(Path(plans[number].task.label))
  }

  /// Writes a folder that transformers and bertrun load, for each head.
  func write(_ parameters: FloatArena, to folder: Path) throws {
    for number in plans.indices {
      try write(parameters, head: number, to: self.folder(ofHead: number, in: folder))
    }
  }

  private func write(_ parameters: FloatArena, head number: Int, to folder: Path) throws {
    let (plan, opened) = (plans[number], model.opened)
    let head = trainable.heads[number]
    let plain = HeadParameters(plan.form, on: opened.parameters, outputs: plan.outputs)
    let pooler = plan.form.dense == .pooler ? opened.parameters.pooler?.all ?? [] : []
    let pairs =
      (opened.parameters.all + pooler).map { (parameter: $0, file: $0) }
      + zip(head.own, plain.own).map { (parameter: $0, file: $1) }
    let layout = trainable.layout
    let tensors = pairs.map { parameter, file in
      OutputTensor(
        name: opened.names.fileName(of: file.name, prefixed: true), shape: parameter.shape
      ) { () throws(CheckpointError) in parameters.values(layout.range(of: parameter)) }
    }
    let saved = SavedCheckpoint(
      family: opened.family, config: opened.config,
      classes: [opened.family.classPrefix + (plan.form.classes.first ?? "Model")],
      labels: plan.savedLabels, problemType: plan.problem, tensors: tensors)
    try saved.write(to: folder.text, besides: opened.encoderFolder)
  }

  /// The bytes of one written model.
  var size: Int { plans.count * (4 * trainable.layout.count + (1 << 20)) }
}

extension HeadPlan {
  /// The labels that a written model has: a regression's one output is called by what it is.
  var savedLabels: [String] { problem == .regression ? [task.label] : labels }
}
