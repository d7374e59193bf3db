import Checkpoints

/// What a checkpoint or task folder holds, and what of it would not load and why. Made without packing anything.
package struct CheckpointDescription: Sendable {
  /// The name that the user gave.
  package let name: String
  /// The folder, links resolved.
  package let path: String
  /// `task.json`, where the folder is a task's.
  package private(set) var manifest: TaskManifest?
  /// The folder of the encoder, where it is another one.
  package private(set) var encoderPath: String?
  /// `model_type`; nil when absent.
  package private(set) var modelType: String?
  /// The family, as people write it; nil when it is not known.
  package private(set) var family: String?
  /// The classes of `architectures`.
  package private(set) var classes: [String] = []
  /// The sizes of the encoder.
  package private(set) var architecture: Architecture?
  /// The heads that the files hold.
  package private(set) var heads: [HeadDescription] = []
  /// Tensors by element type, the commonest first.
  package private(set) var tensors: [TensorCount] = []
  /// Parameters that the encoder reads, its pooler included; 8-bit scales are not counted.
  package private(set) var encoderParameters = 0
  /// Parameters that the heads read.
  package private(set) var headParameters = 0
  /// Tensors that no rule covers, as the files call them.
  package private(set) var unusedTensors: [String] = []
  /// The tokenizer's files that are present.
  package private(set) var tokenizerFiles: [String] = []
  /// The limits that the checkpoint states; the tokenizer's own is not among them.
  package private(set) var limits: ModelLimits?
  /// What is odd in `config.json`, yet no error.
  package private(set) var warnings: [ModelConfig.Warning] = []
  /// What would not load, and why; empty where everything does.
  package private(set) var problems: [ModelError] = []

  /// A head and its outputs.
  package struct HeadDescription: Sendable, Equatable {
    /// What it answers.
    package let kind: HeadKind
    /// The task that reads it.
    package let task: TaskName
    /// Outputs a row; of the pooler the width.
    package let outputs: Int
    /// The labels by output; empty where outputs have none.
    package let labels: [String]
    /// What a sequence head's numbers mean; nil leaves it to the count of labels.
    package let problemType: ProblemType?
  }

  /// How many tensors there are of an element type, and what they take.
  package struct TensorCount: Sendable, Equatable {
    /// The type.
    package let type: ElementType
    /// Tensors of it.
    package let count: Int
    /// Bytes that they take.
    package let bytes: Int
  }

  /// Looks into `folder`. What cannot be read becomes a problem, never an error.
  package init(_ folder: CheckpointFolder) {
    name = folder.name
    path = folder.path
    tokenizerFiles = folder.presentTokenizerFiles
    do throws(ModelError) {
      let opened = try OpenedCheckpoint(folder)
      defer { opened.close() }
      describe(opened)
    } catch {
      problems.append(error)
      describeWithoutWeights(folder)
    }
  }

  private mutating func describe(_ opened: OpenedCheckpoint) {
    manifest = opened.manifest
    if opened.encoderFolder.path != opened.folder.path { encoderPath = opened.encoderFolder.path }
    tokenizerFiles = opened.encoderFolder.presentTokenizerFiles
    describe(opened.config)
    family = opened.family.title
    architecture = opened.architecture
    unusedTensors = opened.unusedTensors
    tensors = opened.weights.elementTypeCounts.map { type, count in
      let bytes = opened.weights.entries.filter { $0.elementType == type }.reduce(0) {
        $0 + $1.count * type.width
      }
      return TensorCount(type: type, count: count, bytes: bytes)
    }
    for entry in opened.weights.entries where !TensorNames.isScale(entry.name) {
      if opened.names.belongsToEncoder(entry.name) {
        encoderParameters += entry.count
      } else {
        headParameters += entry.count
      }
    }
    limits = recorded { () throws(ModelError) in
      try ModelLimits(opened.architecture, folder: opened.encoderFolder, tokenizer: nil)
    }
    for parameter in opened.parameters.all {
      recorded { () throws(ModelError) in try opened.check(parameter) }
    }
    for form in opened.heads {
      let head = recorded { () throws(ModelError) in try opened.description(of: form) }
      if let head { heads.append(head) }
    }
    for kind in opened.absentHeads {
      recorded { () throws(ModelError) in _ = try opened.head([kind]) }
    }
  }

  /// What `config.json` and `task.json` say where the weights cannot be read.
  private mutating func describeWithoutWeights(_ folder: CheckpointFolder) {
    manifest = folder.isTask ? try? folder.manifest() : nil
    let encoder = manifest.map { try? folder.encoderFolder(of: $0) } ?? folder
    guard let config = try? encoder?.config() else { return }
    describe(config)
    guard let known = try? Family.of(config, tensorNames: []) else { return }
    family = known.title
    architecture = try? known.architecture(config)
  }

  private mutating func describe(_ config: ModelConfig) {
    modelType = config.modelType
    classes = config.architectures
    warnings = config.warnings
  }

  /// The value of `body`; nil where it throws, which becomes a problem.
  @discardableResult
  private mutating func recorded<Value>(_ body: () throws(ModelError) -> Value) -> Value? {
    do throws(ModelError) {
      return try body()
    } catch {
      problems.append(error)
      return nil
    }
  }
}
