import ArgumentParser

/// The settings of a training run that have flags; a recipe has keys of the same names.
struct TrainOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many times the data are used (default: 3).", valueName: "n"))
  var epochs: String?

  @Option(help: ArgumentHelp("How many steps are done, instead of --epochs.", valueName: "n"))
  var steps: String?

  @Option(help: ArgumentHelp("About how long is trained, instead of --epochs: 45m, 3h.", valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("The full learning rate (default: 5e-5).", valueName: "x"))
  var rate: String?

  @Option(help: ArgumentHelp("Steps or share in which the rate goes up (default: 6%).", valueName: "n|p%"))
  var warmup: String?

  @Option(help: ArgumentHelp("linear, cosine or constant (default: linear).", valueName: "name"))
  var schedule: String?

  @Option(
    help: ArgumentHelp("Tokens of a step (default: 2048, fewer for small data).", valueName: "n"))
  var stepTokens: String?

  @Option(help: ArgumentHelp("Parts of a step that threads take (default: 4).", valueName: "n"))
  var lanes: String?

  @Option(help: ArgumentHelp("Worker threads (default: one per core).", valueName: "n"))
  var threads: String?

  @Option(
    help: ArgumentHelp("Shares of the tokens that tasks get: tag:.2,qa:.8.", valueName: "task:share,…"))
  var mix: String?

  @Option(help: ArgumentHelp("A file of labels, one per line, for the only task.", valueName: "file"))
  var labels: String?

  @Option(
    help: ArgumentHelp("What classes of the only task weigh: none, auto, or a file.", valueName: "auto|file"))
  var classWeights: String?

  @Option(
    help: ArgumentHelp("Parts that are not trained: embeddings,layers.0-2.", valueName: "part,…"))
  var freeze: String?

  @Option(help: ArgumentHelp("A layer's rate as a share of that above (default: 1).", valueName: "x"))
  var layerDecay: String?

  @Option(help: ArgumentHelp("Mean of the weights: 0.999 or 'last 20%' (default: none).", valueName: "x"))
  var average: String?

  @Option(help: ArgumentHelp("How often is measured and saved (default: 10%).", valueName: "n|p%"))
  var evalEvery: String?

  @Option(help: ArgumentHelp("Measurements without a better one before the end.", valueName: "n"))
  var patience: String?

  @Option(help: ArgumentHelp("The figure of the best model: tag.accuracy.", valueName: "task.metric"))
  var best: String?

  @Option(help: ArgumentHelp("What all random numbers follow from (default: 1).", valueName: "n"))
  var seed: String?

  func validate() throws {
    if [epochs, steps, time].count(where: { $0 != nil }) > 1 {
      throw ValidationError("--epochs, --steps and --time exclude each other, give one")
    }
    for part in mix?.split(separator: ",") ?? [] where part.split(separator: ":").count != 2 {
      throw ValidationError("--mix wants TASK:SHARE, not '\(part)'")
    }
  }

  /// The flags that were given, as keys of a recipe.
  var settings: [(path: String, value: String)] {
    let named: [(String, String?)] = [
      ("epochs", epochs), ("steps", steps), ("time", time), ("rate", rate), ("warmup", warmup),
      ("schedule", schedule), ("step_tokens", stepTokens), ("lanes", lanes), ("threads", threads),
      ("tasks.0.labels", labels.map(Assignment.text)),
      ("tasks.0.class_weights", classWeights.map(Assignment.text)),
      ("freeze", freeze.map { "[\($0)]" }), ("layer_decay", layerDecay), ("average", average),
      ("eval_every", evalEvery), ("patience", patience), ("best", best), ("seed", seed),
    ]
    let shares = (mix?.split(separator: ",") ?? []).map { part in
      let sides = part.split(separator: ":")
      return (path: "\(sides[0]).share", value: String(sides[1]))
    }
    return named.compactMap { name, value in value.map { (path: name, value: $0) } } + shares
  }
}
