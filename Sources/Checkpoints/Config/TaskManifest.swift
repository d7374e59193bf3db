import JSON

/// `task.json`: what makes a task of a shared encoder.
package struct TaskManifest: Sendable, Equatable {
  /// The version of the format that is read and written.
  package static let version = 1

  /// What the head is for.
  package var task: TaskName
  /// The encoder's folder, as written: relative to the task's folder.
  package var encoder: String
  /// The file of the head's tensors in the task's folder; nil where the encoder's own tensors suffice (`embed`).
  package var head: String?
  /// The class whose head this is, where the task leaves a choice (`BertForMultipleChoice`).
  package var architecture: String?
  /// The labels by index; empty where the task has none of its own.
  package var labels: [String]
  /// What the head's numbers mean; nil leaves it to the count of labels.
  package var problemType: ProblemType?
  /// Settings that hold unless a flag says otherwise.
  package var defaults: Defaults
  /// The precisions that were checked against f32, in the file's order.
  package var precision: [PrecisionCheck]

  /// Settings of a task, all optional.
  package struct Defaults: Sendable, Equatable {
    /// The rule that cuts raw text into words: `ud-en`; nil leaves it to the tokenizer.
    package var words: String?
    /// Tokens of a window, specials included.
    package var window: Int?
    /// Tokens that neighbouring windows share.
    package var overlap: Int?
    /// Tokens of the longest answer.
    package var maximumAnswer: Int?
    /// How much better than the best span the null answer must be to be given.
    package var nullThreshold: Double?

    /// Settings; none by default.
    package init(
      words: String? = nil, window: Int? = nil, overlap: Int? = nil, maximumAnswer: Int? = nil,
      nullThreshold: Double? = nil
    ) {
      self.words = words
      self.window = window
      self.overlap = overlap
      self.maximumAnswer = maximumAnswer
      self.nullThreshold = nullThreshold
    }

    /// These settings, with those of `other` where there are none.
    package func filled(from other: Defaults?) -> Defaults {
      Defaults(
        words: words ?? other?.words, window: window ?? other?.window, overlap: overlap ?? other?.overlap,
        maximumAnswer: maximumAnswer ?? other?.maximumAnswer,
        nullThreshold: nullThreshold ?? other?.nullThreshold)
    }
  }

  /// A precision whose loss against f32 was measured.
  package struct PrecisionCheck: Sendable, Equatable {
    /// `int8` or `bf16`.
    package var name: String
    /// On what it was checked, for people.
    package var checked: String
    /// The measured loss, in the task's own metric.
    package var delta: Double

    /// A check of a precision.
    package init(name: String, checked: String, delta: Double) {
      self.name = name
      self.checked = checked
      self.delta = delta
    }
  }

  /// A manifest.
  package init(
    task: TaskName, encoder: String, head: String?, architecture: String? = nil, labels: [String] = [],
    problemType: ProblemType? = nil, defaults: Defaults = Defaults(), precision: [PrecisionCheck] = []
  ) {
    self.task = task
    self.encoder = encoder
    self.head = head
    self.architecture = architecture
    self.labels = labels
    self.problemType = problemType
    self.defaults = defaults
    self.precision = precision
  }
}
