import Checkpoints
import Encoders
import Faults
import Records
import Tasks
import Training

/// A head before anything is learned: its labels, what they mean, and where it comes from.
struct HeadPlan {
  /// What the recipe says.
  let task: RecipeTask
  /// Its form in the family.
  let form: HeadForm
  /// Its labels by output; empty where it has none.
  let labels: [String]
  /// What a sequence head's outputs mean.
  let problem: ProblemType?
  /// Whether it begins with the checkpoint's own.
  let isKept: Bool
  /// How often each label is a target.
  let counts: [Int]
  /// What classes weigh; nil where all weigh the same.
  let weights: [Float]?
  /// What a user should know before step 1.
  private(set) var warnings: [String] = []

  /// Reads the gold of a head's files for its labels.
  init(_ task: RecipeTask, on model: BaseModel) throws {
    self.task = task
    form = try model.form(for: task)
    let gold = try GoldLabels(GoldFiles(task.train, task), task.problem)
    guard gold.records.gold > 0 else {
      throw TrainingFault.noRecords(
        files: task.train, read: gold.records.read,
        rejects: gold.records.read > 0 ? ["no-gold": gold.records.read] : [:])
    }
    problem = task.task == .pair ? gold.foundProblem : nil
    guard task.task != .qa, problem != .regression else {
      labels = []
      counts = []
      weights = nil
      isKept =
        model.opened.heads.contains(form)
        && (task.task == .qa || model.opened.problemType == .regression)
      return
    }
    (labels, isKept) = try Self.labels(task, form, gold, model)
    counts = labels.map { gold.count(of: $0) }
    if let only = gold.sorted.first, gold.sorted.count == 1, task.labels == nil || labels.count < 2 {
      throw TrainingFault.oneClass(files: task.train, label: only)
    }
    switch task.classWeights {
    case .none: weights = nil
    case .balanced: weights = ClassWeights.balanced(counts)
    case .file(let path): weights = try WeightFile(path).weights(of: labels)
    }
    try warnOfStrangers()
  }

  /// Scores a row.
  var outputs: Int {
    switch task.task {
    case .qa: 2
    default: problem == .regression ? 1 : labels.count
    }
  }

  /// How its scores are judged.
  var objective: Objective {
    var objective = Objective()
    objective.classWeights = weights
    return objective
  }

  /// The labels: those of a file, those of the checkpoint's head where it has just the gold's, else the gold's.
  private static func labels(
    _ task: RecipeTask, _ form: HeadForm, _ gold: GoldLabels, _ model: BaseModel
  ) throws -> (labels: [String], isKept: Bool) {
    let own = model.ownLabels(of: form)
    if let path = task.labels {
      let listed = try TextLines.read(path)
      let known = LabelSet(listed)
      for label in gold.sorted where known.number(of: label) == nil {
        let place = gold.firstPlace(of: label)
        throw TrainingFault.unlistedLabel(
          label, file: task.train[place?.file ?? 0], line: place?.line ?? 0, list: path)
      }
      return (listed, own.map { $0.elementsEqual(listed) { $0.utf8.elementsEqual($1.utf8) } } ?? false)
    }
    if let own {
      let known = LabelSet(own)
      if gold.sorted.allSatisfy({ known.number(of: $0) != nil }) { return (own, true) }
    }
    return (gold.sorted, false)
  }

  /// Labels of the dev files that the head lacks: they count as wrong, and it is better known now.
  private mutating func warnOfStrangers() throws {
    guard !task.dev.isEmpty else { return }
    let dev = try GoldLabels(GoldFiles(task.dev, task), task.problem)
    let known = LabelSet(labels)
    for label in dev.sorted where known.number(of: label) == nil {
      let place = dev.firstPlace(of: label)
      warnings.append(
        "\(task.dev[place?.file ?? 0]):\(place?.line ?? 0): label '\(label)' occurs \(Phrase.count(dev.count(of: label), "time")) and not in training, it counts as wrong; 'labels' can add it"
      )
    }
  }
}
