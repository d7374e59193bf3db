import Annotations
import Journal
import Records
import Tasks
import Tokenizers
import Training

/// What the files of a head give to learn.
struct LearnedFiles {
  /// Their windows.
  private(set) var examples: [TrainingExample] = []
  /// Records that are learned.
  private(set) var records = 0
  /// Records that were read.
  private(set) var read = 0
  /// Records set aside, by their reasons.
  private(set) var rejects: [String: Int] = [:]
  /// Where and why the first records were set aside.
  private(set) var firstRejects: [String] = []
  /// Answers found elsewhere than their offsets said.
  private(set) var movedAnswers = 0
  /// Texts of which a part was cut off.
  private(set) var truncated = 0

  /// Rejects that are logged one by one.
  private static let logged = 5

  /// Cuts the records of a head's files into windows with targets.
  init(_ plan: HeadPlan, _ model: BaseModel) throws {
    let files = try GoldFiles(plan.task.train, plan.task)
    let task = plan.learnable(model)
    var workspace = TokenizerWorkspace()
    try files.read { item in
      read += 1
      switch item {
      case .reject(let reject):
        count(reject.code.rawValue, reject.message(file: files.files[reject.place.file]))
      case .record(let record, let name):
        do throws(LearningReject) {
          add(
            try learned(task, record, &workspace), name,
            vocabulary: model.opened.architecture.embedding.vocabulary)
        } catch {
          let place = "\(files.files[name.file]):\(name.line)"
          switch error {
          // A record that nobody labelled does not make the file faulty.
          case .gold(.noGold), .gold(.noTarget): count(error.code, nil)
          case .gold(let fault): count(fault.code, "\(place): \(fault.message)")
          case .fields(let reason): count(reason.code.rawValue, "\(place): \(reason.message)")
          }
        }
      }
    }
    guard records > 0 else {
      throw TrainingFault.noRecords(files: plan.task.train, read: read, rejects: rejects)
    }
  }

  private func learned(
    _ task: any LearnableTask, _ record: Record, _ workspace: inout TokenizerWorkspace
  ) throws(LearningReject) -> LearnedRecord {
    try task.learned(record.fields, record.gold, workspace: &workspace)
  }

  private mutating func add(_ learned: LearnedRecord, _ name: RecordName, vocabulary: Int) {
    if let id = learned.windows.lazy.compactMap({ $0.window.ids.max() }).max(), id >= vocabulary {
      let reason = Reject.Reason.tokenID(Int(id), count: vocabulary)
      return count(reason.code.rawValue, reason.message)
    }
    records += 1
    if learned.isMoved { movedAnswers += 1 }
    if learned.isTruncated { truncated += 1 }
    examples += learned.windows.map { TrainingExample($0.window, $0.targets, of: name) }
  }

  private mutating func count(_ code: String, _ message: String?) {
    rejects[code, default: 0] += 1
    if let message, firstRejects.count < Self.logged { firstRejects.append(message) }
  }
}

extension LearningReject {
  /// The reason in one word.
  fileprivate var code: String {
    switch self {
    case .fields(let reason): reason.code.rawValue
    case .gold(let fault): fault.code
    }
  }
}

extension HeadPlan {
  /// Tokens of a window of questions and contexts, where the model takes as many.
  private static let questionWindow = 384

  /// The task that makes windows and targets.
  func learnable(_ model: BaseModel) -> any LearnableTask {
    let usual = task.task == .qa ? Self.questionWindow : model.limit
    let windowing = Windowing(window: min(model.limit, task.window ?? usual), overlap: task.overlap)
    let tokenizer = model.tokenizer
    switch task.task {
    case .qa:
      return QATask(
        tokenizer: tokenizer, windowing: windowing, settings: QATask.Settings(), unit: .codePoints)
    case .pair:
      let scorer = LabelScorer(
        labels: labels.isEmpty ? [""] : labels, problemType: problem, listing: LabelListing())
      return PairLearning(
        PairTask(tokenizer: tokenizer, labels: scorer, windowing: windowing, long: .truncate),
        labels: LabelSet(labels), problem: problem ?? .singleLabel)
    default:
      return TagLearning(
        TagTask(
          tokenizer: tokenizer, labels: labels, wordRule: .preTokenizer, windowing: windowing,
          unit: .codePoints, withLogits: false), labels: LabelSet(labels))
    }
  }
}
