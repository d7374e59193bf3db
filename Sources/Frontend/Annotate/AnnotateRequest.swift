import Checkpoints
import Compute
import Records
import Tasks
import Tokenizers

/// Everything that an annotating command was asked for, with the defaults of the command line.
package struct AnnotateRequest: Sendable {
  /// The task that the command names.
  package var task: TaskName
  /// Input files; `-` is standard input.
  package var inputs: [String] = ["-"]
  /// The one output file; nil is standard output.
  package var output: String?
  /// The folder that gets an output for each input.
  package var outputDirectory: String?
  /// The model folder or name; nil is the embedded task.
  package var model: String?
  /// The folder of embedded tasks; nil searches the usual places.
  package var tasksDirectory: String?
  /// How the inputs are read.
  package var reading: ReadingSettings
  /// How the annotations are written.
  package var writing = WritingSettings()
  /// How texts are cut and scores are decoded.
  package var decoding = DecodingSettings()
  /// Numbers and threads.
  package var computing = ComputingSettings()
  /// What happens to records that cannot be annotated.
  package var failing = FailingSettings()
  /// Whether an interrupted run is taken up again.
  package var resume = false
  /// What is told while running and at the end.
  package var reporting = ReportingSettings()

  /// A request with every setting at its default.
  package init(task: TaskName) {
    self.task = task
    reading = ReadingSettings(task.shape)
  }

  /// Files to be written beside the output that the request names.
  var besides: [BesideFile] {
    [(BesideFile.Content.nBest, writing.nBest), (.nullOdds, writing.nullOdds)].compactMap { content, path in
      path.map { BesideFile(content: content, path: $0) }
    }
  }

  /// The output's format where one was asked for, by name or by the output file's suffix.
  var outputFormat: OutputFormat? {
    if let format = writing.format { return format }
    return task == .embed && output?.hasSuffix(".npy") == true ? .npy : nil
  }
}

/// Precision, threads and the size of a batch.
package struct ComputingSettings: Sendable {
  /// The precision of the products; nil is what the model's card records as checked, else f32.
  package var precision: Precision?
  /// Worker threads; nil is one a core that the process may use.
  package var threads: Int?
  /// Rows of a batch; nil is the measured best.
  package var batchTokens: Int?

  /// All at their defaults.
  package init() {}
}

/// Windows and decoding; nil is the task's default.
package struct DecodingSettings: Sendable {
  /// Tokens of a window, specials included.
  package var window: Int?
  /// Tokens that neighbouring windows share.
  package var overlap: Int?
  /// Tokens of the longest answer.
  package var maximumAnswer: Int?
  /// Answers or labels to list beside the best; nil lists none, `Int.max` all.
  package var topK: Int?
  /// The null answer is given when its logit is more than this above the best span's.
  package var nullThreshold: Float?
  /// What happens to a pair or text over the limit.
  package var long: PairTask.LongText?
  /// Labels whose score is at least this are listed; with labels of one's own, any number of them can hold.
  package var threshold: Float?
  /// Labels of one's own for a head of natural language inference; nil for the head's labels.
  package var labels: [String]?
  /// The hypothesis that a label of one's own makes, with `{}` in its place.
  package var template: String?
  /// The only candidates for a mask; nil where all tokens are.
  package var targets: [String]?
  /// How hidden states become vectors; nil is what the model's folder says.
  package var pooling: PoolingChoice?
  /// Whether vectors are scaled to length one although the model's folder does not say so.
  package var normalizes = false
  /// Whether raw logits are written.
  package var logits = false
  /// The unit of offsets.
  package var offsets: OffsetMap.Unit = .codePoints
  /// Hugging Face's grouping of tokens into entities; nil is bertrun's own form.
  package var aggregation: HuggingFace.Aggregation?

  /// All at their defaults.
  package init() {}
}

/// How hidden states become vectors, as the command line spells it.
package enum PoolingChoice: String, Sendable, CaseIterable {
  /// The first token's.
  case cls
  /// The mean of all tokens'.
  case mean
  /// The largest value of each column.
  case max
  /// The model's own pooler.
  case pooler
  /// A vector a token.
  case none
}

/// Records that cannot be annotated.
package struct FailingSettings: Sendable {
  /// Whether the first one ends the run.
  package var stop = false
  /// The file they go to.
  package var rejects: String?
  /// The run ends when there are more than this.
  package var maximumRejects: Int?

  /// All at their defaults.
  package init() {}
}

/// What a run tells on standard error.
package struct ReportingSettings: Sendable {
  /// When the progress line is drawn.
  package var progress: ProgressMode = .automatic
  /// The time between two log lines of progress, where no terminal shows it; zero for none.
  package var logEvery = Duration.seconds(60)
  /// Whether summary and log lines of progress are left out.
  package var quiet = false
  /// Whether log lines are JSON.
  package var jsonLog = false
  /// The file that gets the summary as JSON.
  package var stats: String?
  /// The file that a collector of metrics reads.
  package var metrics: String?

  /// All at their defaults.
  package init() {}
}

/// When the progress line is drawn.
package enum ProgressMode: String, Sendable, CaseIterable {
  case automatic = "auto"
  case always, never
}

extension TaskName {
  /// What the task needs of a record.
  package var shape: FieldSelection.Shape {
    switch self {
    case .tag, .embed: .textOrWords
    case .qa: .question
    case .pair: .pairOrText
    case .fillMask: .text
    case .nsp: .pair
    }
  }
}
