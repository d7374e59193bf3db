import Checkpoints
import Records
import Tasks
import Training
import Yams

extension Recipe {
  /// The keys of a recipe.
  static var table: JobTable<Recipe> {
    JobTable(keys: [
      JobKey(
        "model",
        "What is trained on: a Hugging Face checkpoint folder, a task folder, or an org/name in the local Hugging Face cache (default: the embedded encoder).",
        .text, to: \.model),
      JobKey("output", "The folder of the trained models.", .text, required: true, to: \.output),
      JobKey(
        "tasks", "The heads that are trained: mappings with 'task' and 'train'.", RecipeTask.value.list(),
        required: true, to: \.tasks),
      JobKey(
        "epochs", "How many times the data are used (default: 3).",
        JobValue<Double>.positive.map { RunLength.epochs($0) }, to: \.length),
      JobKey(
        "steps", "How many steps are done, instead of epochs.",
        JobValue<Int>.integer(atLeast: 1).map { RunLength.steps($0) }, to: \.length),
      JobKey(
        "time", "About how long is trained, instead of epochs: 45m, 3h, 1h30m.",
        JobValue<Double>.duration.map { RunLength.time($0) }, to: \.length),
      JobKey("rate", "The full learning rate (default: 5e-5).", .positive, to: \.rate),
      JobKey(
        "warmup", "How long the rate goes up: steps, or a percentage of all (default: 6%).", .extent,
        to: \.warmup),
      JobKey(
        "schedule", "How the rate changes after that (default: linear, down to zero).",
        .name(of: RateSchedule.allCases), to: \.schedule),
      JobKey(
        "step_tokens", "Tokens of a step (default: 2048, fewer for small data).", .integer(atLeast: 1),
        to: \.stepTokens),
      JobKey(
        "lanes",
        "Parts of a step that threads take; they decide the bits of the result, threads do not (default: 4).",
        .integer(atLeast: 1), to: \.lanes),
      JobKey("threads", "Worker threads (default: one per core).", .integer(atLeast: 1), to: \.threads),
      JobKey(
        "decay", "Weight decay of matrices and tables (default: 0.01).", .notNegative, to: \.decay),
      JobKey(
        "clip", "The norm that gradients are scaled down to; 0 for any (default: 1).", .notNegative,
        to: \.clip),
      JobKey(
        "dropout", "The rate of dropout (default: what the model's config.json says).", .share,
        to: \.dropout),
      JobKey(
        "freeze",
        "What is not trained: words, embeddings, layers.N, layers.N-M, pooler, encoder.",
        JobValue<FrozenParts.Part>.part.list(), to: \.freeze),
      JobKey(
        "layer_decay", "A layer's rate as a share of that of the layer above (default: 1).", .positive,
        to: \.layerDecay),
      JobKey(
        "average",
        "The mean of the weights that is measured and saved: none, 0.999 (exponential), or last 20%.",
        .average, to: \.average),
      JobKey(
        "eval_every", "How often the model is measured and saved: steps, or a percentage (default: 10%).",
        .extent, to: \.evalEvery),
      JobKey(
        "save_every",
        "How often the state is saved for --resume: steps, or a percentage (default: eval_every).",
        .extent, to: \.saveEvery),
      JobKey(
        "patience", "Measurements without a better one after which the run ends (default: none).",
        .integer(atLeast: 1), to: \.patience),
      JobKey(
        "best",
        "The figure that the best model has most of, such as tag.accuracy (default: the mean of each head's f1, else accuracy).",
        .text, to: \.best),
      JobKey("seed", "What all random numbers follow from (default: 1).", .integer(atLeast: 0), to: \.seed),
    ])
  }

  /// The names of the keys.
  static var keyNames: [String] { table.keys.map(\.description.name) }
}

extension RecipeTask {
  /// The tasks that can be trained.
  private static let trainable: [TaskName] = [.tag, .qa, .pair]

  /// A mapping whose key `task` says which keys may accompany it.
  static var value: JobValue<RecipeTask> {
    let table = table
    let names: JobValue<TaskName> = .name(of: trainable)
    return JobValue(form: table.form) { node, _ throws(JobFault) in
      guard let mapping = node.mapping else { return nil }
      guard let named = mapping.first(where: { $0.key.scalar?.string == "task" })?.value else {
        throw node.fault(.missingKey("task"))
      }
      var reading = JobReading()
      guard let name = try names.read(named, &reading) else {
        throw named.fault(.wrongValue(key: "task", found: named.found, expected: names.form))
      }
      var task = RecipeTask(name)
      try table.read(node, into: &task, &reading, of: name.rawValue)
      return task
    }
  }

  private static var table: JobTable<RecipeTask> {
    JobTable(keys: [
      JobKey("task", "What the head does.", .name(of: trainable), required: true, to: \.task),
      JobKey(
        "name", "What the head is called in figures and folders (default: the task's name).", .text,
        to: \.name),
      JobKey(
        "train", "Files with gold to learn from, in any format that eval reads.",
        JobValue<String>.text.list(), required: true, to: \.train),
      JobKey("dev", "Files with gold to measure on.", JobValue<String>.text.list(), to: \.dev),
      JobKey(
        "labels",
        "A file of labels, one per line in the order of the outputs (default: those of the training files, sorted).",
        .text, of: ["tag", "pair"], to: \.labels),
      JobKey(
        "class_weights",
        "What classes weigh: none, auto (all have the same sum), or a file with a label and a number per line.",
        JobValue<String>.text.map { ClassWeighting($0) }, of: ["tag", "pair"], to: \.classWeights),
      JobKey(
        "problem",
        "What the outputs mean: single (one label), multi (labels between '|', any number of them), regression (a number). Default: regression where the gold has numbers with a point, else single.",
        .choice(ProblemType.allCases.map { ($0.recipeName, $0) }), of: ["pair"], to: \.problem),
      JobKey(
        "share", "The head's share of all tokens (default: by the sizes of the data).", .positive,
        to: \.share),
      JobKey(
        "window", "Tokens of a window, specials included (default: the model's limit; qa: 384).",
        .integer(atLeast: 8), to: \.window),
      JobKey(
        "overlap", "Tokens that neighbouring windows share (default: 128, or half the room).",
        .integer(atLeast: 0), of: ["tag", "qa"], to: \.overlap),
      JobKey(
        "column", "CoNLL-U column of the gold: upos, xpos or misc:KEY.", columnForm, of: ["tag"], to: \.column
      ),
      JobKey("gold_key", "Key or column of the gold (default: guessed).", .text, to: \.goldKey),
      JobKey("text", "Key of the text.", .text, of: ["tag", "pair"], to: \.text),
      JobKey("question", "Key of the question.", .text, of: ["qa"], to: \.question),
      JobKey("context", "Key of the context.", .text, of: ["qa"], to: \.context),
      JobKey("pair", "Keys of two texts.", twoTexts, of: ["pair"], to: \.pair),
      JobKey("columns", "Columns of tables without header.", JobValue<String>.text.list(), to: \.columns),
      JobKey(
        "format", "Format of the files (default: by suffix, then by first bytes).",
        .choice(RecordFormat.all.filter(\.isInput).map { ($0.name, $0) }), to: \.format),
    ])
  }

  private static var columnForm: JobValue<CoNLLUColumn> {
    JobValue(form: .column) { node, _ in node.plainText.flatMap { CoNLLUColumn($0) } }
  }

  private static var twoTexts: JobValue<[String]> {
    JobValue(form: .twoTexts) { node, _ in
      let texts = node.sequence?.compactMap(\.plainText) ?? []
      return texts.count == 2 && node.sequence?.count == 2 ? texts : nil
    }
  }
}
