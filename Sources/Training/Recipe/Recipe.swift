import Checkpoints
import Records

/// All that decides a training run: what is trained on what, how, and where the result goes.
package struct Recipe: Sendable, Equatable {
  /// The model that is trained on; nil is the embedded encoder.
  package var model: String?
  /// The output folder.
  package var output = ""
  /// The heads, in the order in which they are trained.
  package var tasks: [RecipeTask] = []
  /// How long it is trained.
  package var length = RunLength.epochs(3)
  /// The full rate.
  package var rate = 5e-5
  /// How long the rate goes up.
  package var warmup = Extent.share(0.06)
  /// How the rate changes after that.
  package var schedule = RateSchedule.linear
  /// Tokens of a step; nil is chosen by the size of the data.
  package var stepTokens: Int?
  /// The lanes of a step.
  package var lanes = 4
  /// Worker threads; nil is one per core.
  package var threads: Int?
  /// Weight decay.
  package var decay = 0.01
  /// The norm that gradients are clipped to; 0 for none.
  package var clip = 1.0
  /// The rate of dropout of rows and of attention; nil is what the model's configuration says.
  package var dropout: Double?
  /// What is not trained.
  package var freeze: [FrozenParts.Part] = []
  /// A layer's rate as a share of that of the layer above.
  package var layerDecay = 1.0
  /// The mean of the weights that is measured and saved.
  package var average = WeightAverage.none
  /// How often it is measured and saved.
  package var evalEvery = Extent.share(0.1)
  /// How often its state is saved; nil is whenever it is measured.
  package var saveEvery: Extent?
  /// Measurements without a better one after which the run ends; nil never ends it.
  package var patience: Int?
  /// The metric by which the best is known, such as `tag.accuracy`; nil is the mean of each head's first.
  package var best: String?
  /// What all random numbers follow from.
  package var seed = 1

  /// A recipe with every setting at its default.
  package init() {}
}

/// A head of a recipe.
package struct RecipeTask: Sendable, Equatable {
  /// What it does.
  package var task: TaskName
  /// What it is called; nil is the task's name.
  package var name: String?
  /// The files that it learns from.
  package var train: [String] = []
  /// The files that it is measured on.
  package var dev: [String] = []
  /// The file of its labels, one per line in the order of the outputs; nil are those of the training files, sorted.
  package var labels: String?
  /// What classes weigh.
  package var classWeights = ClassWeighting.none
  /// What its outputs mean; nil is found out from the labels.
  package var problem: ProblemType?
  /// Its share of the tokens; nil shares what is left by the sizes of the files.
  package var share: Double?
  /// Tokens of a window.
  package var window: Int?
  /// Tokens that neighbouring windows share.
  package var overlap: Int?
  /// The CoNLL-U column of the gold.
  package var column: CoNLLUColumn = .upos
  /// The key or column of the gold; nil is guessed.
  package var goldKey: String?
  /// The key of the text.
  package var text: String?
  /// The key of the question.
  package var question: String?
  /// The key of the context.
  package var context: String?
  /// The keys of two texts.
  package var pair: [String]?
  /// The columns of tables without header.
  package var columns: [String]?
  /// The format of the files; nil is found out.
  package var format: RecordFormat?

  /// A head of a task.
  package init(_ task: TaskName) { self.task = task }

  /// What it is called.
  package var label: String { name ?? task.rawValue }
}

/// What classes weigh.
package enum ClassWeighting: Sendable, Equatable {
  /// All the same.
  case none
  /// So that all have the same sum.
  case balanced
  /// What a file says: a label, a tab or blanks, and a number, one per line.
  case file(String)
}

/// How long a run is.
package enum RunLength: Sendable, Equatable {
  /// So many times over the data.
  case epochs(Double)
  /// So many steps.
  case steps(Int)
  /// About so many seconds.
  case time(Double)
}

/// A part of a run.
package enum Extent: Sendable, Equatable {
  /// A share of its steps.
  case share(Double)
  /// Steps.
  case steps(Int)

  /// The steps of a run of `total`; `least` at least.
  package func steps(of total: Int, least: Int = 0) -> Int {
    switch self {
    case .share(let share): max(least, Int((Double(total) * share).rounded()))
    case .steps(let steps): max(least, steps)
    }
  }
}
