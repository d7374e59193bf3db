/// What happens in a run, in its order. The log has a line for each.
package enum TrainingEvent: Sendable, Equatable {
  /// It begins, or continues from a step.
  case start(TrainingStart)
  /// A step is done.
  case step(StepResult, tokensPerSecond: Double)
  /// The model was measured.
  case evaluation(DevEvaluation)
  /// Files were written.
  case save(step: Int, what: SavedThing, path: String)
  /// Something that a user should know.
  case warning(String)
  /// It ended.
  case end(TrainingEnd)
}

/// What is known when a run starts.
package struct TrainingStart: Sendable, Equatable {
  /// The version of bertrun.
  package var version: String
  /// Steps that are behind.
  package var step: Int
  /// Steps in all.
  package var steps: Int
  /// Steps of an epoch, on average.
  package var tokensPerEpoch: Int
  /// Tokens of a step, at most.
  package var stepTokens: Int
  /// Parameters that are trained, and all.
  package var parameters: (trained: Int, all: Int)
  /// What the kernels run on, and how many threads.
  package var machine: (instructionSet: String, threads: Int)
  /// The heads.
  package var heads: [Head]

  /// A head as it starts.
  package struct Head: Sendable, Equatable {
    /// Its name.
    package var name: String
    /// Records that it learns from, and windows of them.
    package var records: Int
    /// Windows of the records.
    package var windows: Int
    /// Records set aside, by their reasons.
    package var rejects: [String: Int]
    /// Answers found elsewhere than their offsets said.
    package var movedAnswers: Int
    /// Texts of which a part was cut off.
    package var truncated: Int
    /// Its labels with the number of their targets, by output; empty where it has none.
    package var labels: [LabelCount]
    /// Whether it begins with the checkpoint's own head.
    package var isKept: Bool

    /// A head.
    package init(
      name: String, records: Int, windows: Int, rejects: [String: Int], movedAnswers: Int, truncated: Int,
      labels: [LabelCount], isKept: Bool
    ) {
      self.name = name
      self.records = records
      self.windows = windows
      self.rejects = rejects
      self.movedAnswers = movedAnswers
      self.truncated = truncated
      self.labels = labels
      self.isKept = isKept
    }
  }

  /// A run that starts.
  package init(
    version: String, step: Int, steps: Int, tokensPerEpoch: Int, stepTokens: Int,
    parameters: (trained: Int, all: Int), machine: (instructionSet: String, threads: Int), heads: [Head]
  ) {
    self.version = version
    self.step = step
    self.steps = steps
    self.tokensPerEpoch = tokensPerEpoch
    self.stepTokens = stepTokens
    self.parameters = parameters
    self.machine = machine
    self.heads = heads
  }

  /// Starts are equal where all that they say is.
  package static func == (left: Self, right: Self) -> Bool {
    (left.version, left.step, left.steps, left.tokensPerEpoch, left.stepTokens)
      == (right.version, right.step, right.steps, right.tokensPerEpoch, right.stepTokens)
      && left.parameters == right.parameters && left.machine == right.machine && left.heads == right.heads
  }
}

/// A label, and how often it is a target.
package struct LabelCount: Sendable, Equatable {
  /// The label.
  package var label: String
  /// Targets.
  package var count: Int
  /// What each of them weighs.
  package var weight: Float

  /// A label that occurs.
  package init(label: String, count: Int, weight: Float) {
    self.label = label
    self.count = count
    self.weight = weight
  }
}

/// What was written.
package enum SavedThing: String, Sendable {
  /// The model of the latest measurement.
  case last
  /// The best model.
  case best
  /// What is needed to continue.
  case state
}

/// How a run ended.
package struct TrainingEnd: Sendable, Equatable {
  /// Why.
  package enum Reason: String, Sendable {
    /// All steps are done.
    case done
    /// The best did not get better for as many measurements as were allowed.
    case patience
    /// A signal asked it to stop; it can be resumed.
    case interrupted
    /// It diverged.
    case diverged
  }

  /// Why it ended.
  package var reason: Reason
  /// The last step.
  package var step: Int
  /// Tokens of all steps.
  package var tokens: Int
  /// Seconds of all runs.
  package var seconds: Double
  /// The best figure; nil without dev files.
  package var best: BestScore?
}
